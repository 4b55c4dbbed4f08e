"""The script that suggests names on the guide's page "chon-ten", with the lists that its rules work with."""

from __future__ import annotations

from collections.abc import Iterator

from generator.artifact import Artifact
from generator.eligibility import HOUSEHOLD, YOUTH
from generator.model.catalog import Catalog
from generator.model.knowledge import Confidence, Fact, bare_host
from generator.model.programme import Programme
from generator.naming import (
    LONG,
    MAX_LENGTH,
    MOST_SUGGESTIONS,
    MOST_WORDS,
    SHORT,
    SPACES,
    KnownName,
    NamingRules,
    general_phrases,
    joined,
    lookalike_letters,
    shape_of,
    skeleton_letters,
)
from generator.pages.shared import Site
from generator.pages.theme import json_for_script

SCRIPT_PATH = "chon-ten/goi-y.js"
ROOT_ID = "goi-y-ten"  # where content/guide/chon-ten.md has a place for it

# Second-level domains under .vn for everybody of a kind: the label that names somebody stands before them.
_SHARED = frozenset({"ac", "biz", "com", "edu", "gov", "health", "id", "info", "int", "name", "net", "org", "pro"})


def naming_rules(catalog: Catalog) -> NamingRules:
    """Return the lists of one province; every known name comes from a host that the data names."""
    texts = catalog.texts.names
    places = {joined(place.slug): place.full_name for place in reversed(catalog.places)}
    provinces = {catalog.project.province.name, *(commune.old_province for commune in catalog.communes)} - {""}
    places |= {joined(name): f"{catalog.project.province.type} {name}" for name in sorted(provinces)}
    kinds = {catalog.project.province.type, *(commune.type.value for commune in catalog.communes)}
    return NamingRules(
        suffixes=tuple(offer.suffix for offer in catalog.programme.offers),
        generic_words=texts.generic_words,
        middle_names=texts.middle_names,
        official_words=texts.official_words,
        known=tuple(_known_names(catalog)),
        place_types=tuple(sorted(kinds)),
        places=places,
    )


def _known_names(catalog: Catalog) -> Iterator[KnownName]:
    """Yield the names of offices, of the places where one checks and reports, and of registrars, each once."""
    programme = catalog.programme
    urls = [channel.url for channel in (programme.lookup, *programme.reporting)]
    urls += [fact.source_url for fact in catalog.facts if fact.confidence is Confidence.OFFICIAL]
    official = {entry.host.removeprefix("www.") for entry in catalog.project.allowed_hosts}
    official |= {bare_host(url) for url in urls if url}
    labels: dict[str, KnownName] = {}
    for host in sorted(official):
        name, label = _own_name(host)
        labels.setdefault(label, KnownName(label, name, official=True))
    for registrar in catalog.registrars_in_order:
        if registrar.host:
            name, label = _own_name(registrar.host)
            labels.setdefault(label, KnownName(label, name, official=False))
    yield from labels.values()


def _own_name(host: str) -> tuple[str, str]:
    """Return the registered name of a host and its label: "vanban.chinhphu.vn" → "chinhphu.vn", "chinhphu"."""
    parts = host.split(".")
    depth = 3 if len(parts) > 2 and parts[-1] == "vn" and parts[-2] in _SHARED else 2
    return ".".join(parts[-depth:]), parts[-depth]


def rules_for_script(rules: NamingRules) -> dict[str, object]:
    """Return the lists as names-rules.js reads them."""
    return {
        "suffixes": rules.suffixes,
        "generic": general_phrases(rules.generic_words),
        "middle": [joined(name) for name in rules.middle_names],
        "official": [[shape_of(phrase), phrase] for phrase in rules.official_words],
        "known": [[shape_of(known.label), known.shown, known.official] for known in rules.known],
        "types": [joined(kind) for kind in rules.place_types],
        "places": rules.places,
        "letters": lookalike_letters(),
        "skeleton": skeleton_letters(),
        "max": MAX_LENGTH,
        "long": LONG,
        "short": SHORT,
        "most": MOST_SUGGESTIONS,
        "words": MOST_WORDS,
    }


def names_data(catalog: Catalog) -> tuple[Fact | str, ...]:
    """Return what the name helper knows of a catalog besides its texts."""
    places = [(place.slug, place.full_name) for place in catalog.places]
    kinds = [(commune.old_province, commune.type.value) for commune in catalog.communes]
    return (*catalog.facts, repr((places, kinds)))


def name_helper(site: Site) -> Artifact:
    """Return the script of the name helper; the page itself is content/guide/chon-ten.md."""
    catalog, theme = site.catalog, site.theme
    texts = catalog.texts.names
    rules = theme.script("names-rules.js").replace("$SPACES$", SPACES)
    words = {**texts.helper.model_dump(), "problems": texts.problems.model_dump()}
    shown = theme.script(
        "names.js",
        ROOT=ROOT_ID,
        TEXTS=words,
        LOOKUP=(catalog.programme.lookup.url or "").removeprefix("https://"),
        PERSON=_suffix(catalog.programme, YOUTH),
        TRADE=_suffix(catalog.programme, HOUSEHOLD),
    )
    lists = json_for_script(rules_for_script(naming_rules(catalog)))
    code = f"(function(){{var rules={lists};{rules}{shown}}})();\n"
    return Artifact(SCRIPT_PATH, code.encode(), (texts.origin,))


def _suffix(programme: Programme, group_id: str) -> str:
    """Return the ending that a group may ask for; the first of the programme where there is no such group."""
    offers = [group.offer for group in programme.groups if group.id == group_id and group.offer]
    return programme.offer(offers[0]).suffix if offers else programme.offers[0].suffix
