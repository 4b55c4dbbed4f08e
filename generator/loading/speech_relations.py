"""The files of content/speech against each other: whatever names a script must name one that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Findings
from generator.loading.reference_hints import did_you_mean

if TYPE_CHECKING:
    from generator.model.speech_texts import SpeechMaterial


def scripts_exist(speech: SpeechMaterial, findings: Findings) -> bool:
    """Note each script that the calendar or a translation names and scripts.yml lacks; tell whether there was none."""
    known = [script.id for script in speech.scripts.scripts]
    named = [
        *((item.script, item.origin.at(f"readings.{item.id}.script")) for item in speech.calendar.readings),
        *((item.script, item.origin.at("translations.script")) for item in speech.translations.translations),
    ]
    missing = [(script, origin) for script, origin in named if script not in known]
    for script, origin in missing:
        findings.error(
            "reference.script",
            origin,
            f"Không có bài đọc nào mang id “{script}” trong scripts.yml.",
            did_you_mean(script, known, f"Các bài có sẵn: {', '.join(known)}."),
        )
    return not missing
