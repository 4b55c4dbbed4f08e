"""What decides over the sheets of a place, as the keys of what is kept about them: all that is shared, and its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import generator
from generator.cache import fingerprint
from generator.model.places import Place
from generator.print.engine import Engine
from generator.print.sheets import Composer


def shared_inputs(composer: Composer, engine: Engine) -> str:
    """Return a hash of all that decides over the sheets of every place: program, templates, words, data, day."""
    catalog = replace(composer.catalog, communes=(), schools=())
    code = [path.read_bytes() for path in sorted(Path(generator.__file__).parent.rglob("*.py"))]
    said = (repr(composer.edition), repr(composer.material), repr(catalog))
    return fingerprint("print", [engine.fingerprint, *said, *code])


def own_inputs(place: Place) -> str:
    """Return what a place adds to it."""
    return repr(place.model_dump(exclude={"origin"}))
