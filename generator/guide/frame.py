"""What stands around a page of the guide besides its text: steps before and after it, a recording, other languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Findings, Origin
from generator.guide.front_matter import FrontMatter, Translation, split_front_matter
from generator.guide.pages import GUIDE_FOLDER, GuidePage

RECORDING_LIMIT = 300_000  # bytes: about a minute of speech that a phone on weak data can still fetch (needs.md, 16)


@dataclass(frozen=True)
class Journey:
    """The steps of the way by file, and where on it a page stands, from 1 on."""

    steps: tuple[str, ...]
    number: int

    @property
    def before(self) -> str | None:
        """Return the step before this one."""
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """Return the step after this one."""
        return self.steps[self.number] if self.number < len(self.steps) else None


def journey_of(uri: str, fronts: Mapping[str, FrontMatter]) -> Journey | None:
    """Return the way as seen from a page, or None where the page is no step of it; `fronts` are by file."""
    steps = tuple(sorted((one for one in fronts if fronts[one].step), key=lambda one: (fronts[one].step or 0, one)))
    return Journey(steps, steps.index(uri) + 1) if uri in steps else None


def versions_of(uri: str, fronts: Mapping[str, FrontMatter]) -> tuple[tuple[str, Translation], ...]:
    """Return the translations of a page with their files, by the name of the language."""
    found = [(file, one.translation) for file, one in fronts.items() if one.translation and one.translation.page == uri]
    return tuple(sorted(found, key=lambda pair: pair[1].name))


def breadcrumb_data(places: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return the way down to a page for search engines (schema.org BreadcrumbList); `places` are title and address."""
    listed = [
        {"@type": "ListItem", "position": number, "name": title, "item": address}
        for number, (title, address) in enumerate(places, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": listed}


def check_frames(root: Path, pages: Iterable[GuidePage]) -> None:
    """Check what pages promise to stand around them.

    UserError with every recording that is missing or too heavy, every translation of a page that is not there.
    """
    findings = Findings()
    pages = tuple(pages)
    files = {page.uri for page in pages}
    for page in pages:
        front, _, _ = split_front_matter(page.text, page.file)
        if front.recording:
            _check_recording(root / GUIDE_FOLDER / front.recording.file, page, front.recording.file, findings)
        if front.translation and front.translation.page not in files:
            findings.error(
                "guide.translation",
                _origin(page, front.translation.page, "translation"),
                f"Không có trang “{front.translation.page}” để dịch.",
                "Ghi tên tệp của trang tiếng Việt, ví dụ id-vn.md.",
            )
    findings.raise_errors()


def _check_recording(path: Path, page: GuidePage, name: str, findings: Findings) -> None:
    origin = _origin(page, name, "recording")
    if not path.is_file():
        findings.error("guide.recording", origin, f"Không có tệp ghi âm “{name}”.", f"Đặt tệp vào {GUIDE_FOLDER}.")
    elif (size := path.stat().st_size) > RECORDING_LIMIT:
        findings.error(
            "guide.recording",
            origin,
            f"Tệp ghi âm “{name}” nặng {size // 1000} kB, quá {RECORDING_LIMIT // 1000} kB.",
            "Thu giọng nói ở mức 32 kbit/s, một kênh, hoặc cắt ngắn.",
        )


def _origin(page: GuidePage, words: str, key: str) -> Origin:
    line = next((number for number, row in enumerate(page.text.split("\n"), start=1) if words in row), 1)
    return Origin(page.file, line, key)
