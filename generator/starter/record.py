"""What a site remembers of its own making: by it a later build knows what its owner changed by hand."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping

RECORD_FILE = "phocap-site.json"
RECORD_VERSION = 1


def site_record(kind: str, look: str, palette: str, files: Mapping[str, bytes]) -> str:
    """Return what a later build needs to know: the kind, the look, and a hash of every file as it was made."""
    document = {
        "version": RECORD_VERSION,
        "kind": kind,
        "look": look,
        "palette": palette,
        "files": {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())},
    }
    return json.dumps(document, ensure_ascii=False, indent=0) + "\n"


def recorded(content: bytes | None) -> dict[str, str] | None:
    """Return the hashes that a site's record holds, or None when it is no record."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        files = json.loads(content or b"")["files"]
        return {str(path): str(value) for path, value in files.items()}
    return None


def changed_by_hand(present: Mapping[str, bytes], record: Mapping[str, str], new: Mapping[str, bytes]) -> list[str]:
    """Return the files that are neither as they were built nor as they would be built now."""
    return [
        path
        for path, content in sorted(present.items())
        if path != RECORD_FILE
        and (path in new or path in record)
        and hashlib.sha256(content).hexdigest() != record.get(path)
        and content != new.get(path)
    ]
