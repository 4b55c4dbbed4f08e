"""The directory: all places by the alphabet, by former district and by level, found without typing marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.artifact import Artifact
from generator.model.catalog import Catalog
from generator.model.places import Commune, Place, School, SchoolLevel
from generator.pages.shared import DIRECTORY, Page, Site
from generator.pages.wording import Wording
from generator.text import fold, format_number, nfc, slugify, sort_key


@dataclass(frozen=True)
class Entry:
    """A place in the alphabet: what stands before its key word, the key word itself, a second line."""

    number: str
    lead: str
    key: str
    is_commune: bool
    units: tuple[str, ...] = ()
    commune: str | None = None


@dataclass(frozen=True)
class Letter:
    """The places whose key word begins with a letter."""

    letter: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class District:
    """A former district and the communes that now cover it."""

    name: str
    communes: tuple[Commune, ...]


@dataclass(frozen=True)
class Area:
    """A former province with its former districts."""

    name: str
    districts: tuple[District, ...]


@dataclass(frozen=True)
class Level:
    """The schools of a level."""

    label: str
    schools: tuple[tuple[School, Commune | None], ...]


def directory_page(site: Site) -> Artifact:
    """Return the directory of all places."""
    catalog = site.catalog
    texts = catalog.texts.directory
    wording = Wording(
        {
            **site.common_values,
            "communes": format_number(len(catalog.communes)),
            "schools": format_number(len(catalog.schools)),
            "places": format_number(len(catalog.places)),
            "count": "#",
        },
        texts.origin,
    )
    page = Page(
        path=f"{DIRECTORY}index.html",
        title=f"{wording.plain(texts.page_title)} - {catalog.project.province.full_name}",
        description=wording.plain(texts.description),
        script=site.theme.script("directory.js"),
    )
    return site.render(
        "directory.html",
        page,
        (texts.origin, *(place.origin for place in catalog.places)),
        {
            "texts": texts,
            "say": wording,
            "province": catalog.project.province.full_name,
            "letters": _letters(catalog, texts.generic_words),
            "areas": areas_of(catalog),
            "levels": levels_of(catalog),
        },
        ("directory.css",),
    )


def key_word(name: str, generic_words: Iterable[str]) -> str:
    """Return a name without the general words it begins with: "Trường THPT Đồng Văn" → "Đồng Văn"."""
    generic = sorted((fold(word) for word in generic_words), key=len, reverse=True)
    rest = nfc(name)
    while True:
        folded = fold(rest)
        word = next((word for word in generic if folded.startswith(word + " ")), None)
        if word is None:
            return rest
        rest = rest[len(word) + 1 :].lstrip()


def _entry(catalog: Catalog, place: Place, generic_words: Sequence[str]) -> Entry:
    if isinstance(place, Commune):
        units = tuple(unit.name for unit in place.old_units)
        return Entry(place.number, place.title.removesuffix(place.name), place.name, True, units)
    key = key_word(place.name, generic_words)
    commune = catalog.commune_of(place)
    return Entry(place.number, place.name.removesuffix(key), key, False, commune=commune.full_name if commune else None)


def _letters(catalog: Catalog, generic_words: Sequence[str]) -> tuple[Letter, ...]:
    entries = sorted(
        (_entry(catalog, place, generic_words) for place in catalog.places),
        key=lambda entry: (sort_key(entry.key), not entry.is_commune, sort_key(entry.lead)),
    )
    return tuple(
        Letter(letter, f"chu-{anchor}", tuple(group))
        for (letter, anchor), group in groupby(entries, key=lambda entry: _initial(entry.key))
    )


def _initial(word: str) -> tuple[str, str]:
    """Return the first letter without its tone (Ỷ → Y, Ổ → Ô), and a name for it in addresses (Đ → dd)."""
    letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    first = next((letter for letter in letters if sort_key(letter)[0] == sort_key(word[:1])[0]), word[:1].lower())
    names = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
    return first.upper(), names.get(first, slugify(first) or "khac")


def areas_of(catalog: Catalog) -> tuple[Area, ...]:
    """Return the former provinces and districts; a commune stands under every district it has a part of."""
    found: dict[str, dict[str, list[Commune]]] = {}
    for commune in sorted(catalog.communes, key=lambda commune: sort_key(commune.name)):
        districts = found.setdefault(commune.old_province, {})
        for name in dict.fromkeys(unit.district for unit in commune.old_units):
            districts.setdefault(name, []).append(commune)
    return tuple(
        Area(
            name,
            tuple(District(district, tuple(found[name][district])) for district in sorted(found[name], key=sort_key)),
        )
        for name in sorted(found, key=sort_key)
        if name
    )


def levels_of(catalog: Catalog) -> tuple[Level, ...]:
    """Return the schools by level, each level by the alphabet."""
    levels = []
    for level in SchoolLevel:
        schools = sorted((s for s in catalog.schools if s.level is level), key=lambda school: sort_key(school.name))
        if schools:
            levels.append(Level(level.label, tuple((school, catalog.commune_of(school)) for school in schools)))
    return tuple(levels)
