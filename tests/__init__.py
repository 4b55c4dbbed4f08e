"""Tests. Properties are judged by what they find, never by how long they take, and on the same examples every time."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "phocap-hypothesis")  # nothing is left in the checkout
settings.register_profile("phocap", deadline=None, derandomize=True)
settings.load_profile("phocap")
