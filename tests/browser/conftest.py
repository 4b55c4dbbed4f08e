"""What the tests of the editor share: its files, made once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.model.catalog import Catalog
from tests.editor_support import editor_site


@pytest.fixture(scope="session")
def files(real_catalog: Catalog) -> Mapping[str, bytes]:
    """Return the files of /tao-trang/ by their site-relative path."""
    return editor_site(real_catalog)
