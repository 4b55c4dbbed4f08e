"""From a person's or a shop's name to good labels for a domain, and why a label is bad. Pure rules.

A label is what stands before "id.vn" or "biz.vn". The rules about its letters are those of the fact
name-chars; which letters look alike is Unicode's knowledge (UTS 39), brought by the confusables library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

MAX_LENGTH = 63
LONG = 20  # longer ones are a pain to type and to say over the telephone; needs 13 asks for short ones first
SHORT = 3  # no source names the least length of a .vn label
MOST_SUGGESTIONS = 8
MOST_WORDS = 12

# Spelled out, because Python and browsers do not agree on what counts as white space or as a mark.
SPACES = "[ \\t\\r\\n\\u00a0\\u2000-\\u200a\\u202f\\u3000]"
_SPACE = re.compile(SPACES)
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9]+")
_SPEAKABLE = re.compile("[aeiouy]")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

_CLOSE_FROM = 6  # shorter names are one letter away from too many words
_INSIDE_FROM = 5


class ProblemCode(StrEnum):
    """What is wrong with a label; each has its words in content/landing/names.yml."""

    SPACE = "space"
    MARKS = "marks"
    FOREIGN = "foreign"
    CHARACTERS = "characters"
    HYPHEN_EDGE = "hyphen_edge"
    HYPHEN_DOUBLE = "hyphen_double"
    TOO_LONG = "too_long"
    SHORT = "short"
    LONG = "long"
    PLACE = "place"
    OFFICIAL_WORD = "official_word"
    LOOKS_LIKE = "looks_like"

    @property
    def fatal(self) -> bool:
        """Tell whether no registrar can take such a label."""
        return self in _FATAL


_FATAL = frozenset(
    {
        ProblemCode.SPACE,
        ProblemCode.MARKS,
        ProblemCode.FOREIGN,
        ProblemCode.CHARACTERS,
        ProblemCode.HYPHEN_EDGE,
        ProblemCode.HYPHEN_DOUBLE,
        ProblemCode.TOO_LONG,
    }
)


class Bearer(StrEnum):
    """Whose name it is: the parts of a person's name are known by their order, those of a shop are not."""

    PERSON = "person"
    TRADE = "trade"


@dataclass(frozen=True)
class KnownName:
    """A name of the web that readers trust: its label, the address as people know it, whether an office owns it."""

    label: str
    shown: str
    official: bool


@dataclass(frozen=True)
class NamingRules:
    """The lists that the rules work with. Phrases are in Vietnamese; `places` maps a label to what bears it."""

    suffixes: tuple[str, ...] = ()
    generic_words: tuple[str, ...] = ()
    middle_names: tuple[str, ...] = ()
    official_words: tuple[str, ...] = ()
    known: tuple[KnownName, ...] = ()
    place_types: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A problem of a label with what was found: the letters, the word, the place or the known name."""

    code: ProblemCode
    found: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A label that can be asked for, and what speaks against it. Whether it is free nobody here knows."""

    label: str
    warnings: tuple[Problem, ...] = ()


def _confusables() -> Mapping[str, list[dict[str, str]]]:
    """Return Unicode's table: for each letter those that look like it, as {"c": letter, "n": name}."""
    from confusable_homoglyphs.confusables import confusables_data  # a table of 600 kB that few steps need

    table: Mapping[str, list[dict[str, str]]] = confusables_data
    return table


@cache
def lookalike_letters() -> Mapping[str, str]:
    """Return letters of other alphabets, lower case, with the letter a-z or digit that they look like."""
    by_case: dict[str, str] = {}
    for source, confusables in _confusables().items():
        if len(source) != 1 or source.isascii() or unicodedata.category(source)[0] not in "LN" or ord(source) > 0xFFFF:
            continue
        lowered = source.lower()
        if len(lowered) != 1 or unicodedata.normalize("NFKD", lowered) != lowered:
            continue  # composition and compatibility are undone without a table
        targets = sorted({item["c"].lower() for item in confusables} & _PLAIN)
        if targets and (lowered == source or lowered not in by_case):
            by_case[lowered] = targets[-1]  # a letter before a digit
    return dict(sorted(by_case.items()))


@cache
def skeleton_letters() -> Mapping[str, str]:
    """Return for letters and digits that look like others (in either case) what stands for all of them.

    Names of the web have no case, so I is i: together with l and 1 they are one class; m is rn.
    """
    confusables = _confusables()
    classes = {letter: {letter} for letter in _PLAIN}
    several: dict[str, str] = {}
    for letter in sorted(_PLAIN):
        for shape in {letter, letter.upper()}:
            for item in confusables.get(shape, ()):
                twin = item["c"].lower()
                if twin in _PLAIN:
                    merged = classes[letter] | classes[twin]
                    for member in merged:
                        classes[member] = merged
                elif shape == letter and twin.isascii() and twin.isalpha() and len(twin) > 1:
                    several[letter] = twin
    ones = {letter: max(members) for letter, members in classes.items() if max(members) != letter}
    return dict(sorted({**ones, **several}.items()))


def plain(text: str) -> str:
    """Return a text in lower case without marks, letters of other alphabets replaced by what they look like."""
    lowered = unicodedata.normalize("NFKC", text).lower().replace("đ", "d")
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    letters = lookalike_letters()
    return "".join(letters.get(letter, letter) for letter in bare)


def joined(text: str) -> str:
    """Return the letters and digits of a text as one word: "Công an" → "congan"."""
    return "".join(_WORD.findall(plain(text)))


def skeleton(label: str) -> str:
    """Return what a label looks like at a glance; two labels with one skeleton are easily taken for each other."""
    letters = skeleton_letters()
    return "".join(letters.get(letter, letter) for letter in label.replace("-", ""))


@lru_cache(maxsize=1024)
def shape_of(phrase: str) -> str:
    """Return the skeleton of a Vietnamese phrase written as one word: "Công an" → "congan"."""
    return skeleton(joined(phrase))


def check(text: str, rules: NamingRules) -> tuple[str, tuple[Problem, ...]]:
    """Return the label that a text means (lower case, without suffix), and everything that is wrong with it."""
    label = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ").lower()
    for suffix in rules.suffixes:
        label = label.removesuffix(f".{suffix}")
    problems = tuple(_illegal(label))
    return label, problems or tuple(warnings(label, rules))


def _illegal(label: str) -> Iterator[Problem]:
    kinds: dict[ProblemCode, dict[str, None]] = {}
    for letter in label:
        if letter not in _PLAIN and letter != "-":
            kinds.setdefault(_kind_of(letter), {})[letter] = None
    for code in (ProblemCode.SPACE, ProblemCode.MARKS, ProblemCode.FOREIGN, ProblemCode.CHARACTERS):
        if code in kinds:
            quoted = ", ".join(f"“{letter}”" for letter in kinds[code])
            yield Problem(code, "" if code is ProblemCode.SPACE else quoted)
    if label.startswith("-") or label.endswith("-"):
        yield Problem(ProblemCode.HYPHEN_EDGE)
    elif label[2:4] == "--":
        yield Problem(ProblemCode.HYPHEN_DOUBLE)  # RFC 5891, 4.2.3.1: kept for encoded names
    if len(label) > MAX_LENGTH:
        yield Problem(ProblemCode.TOO_LONG)


def _kind_of(letter: str) -> ProblemCode:
    if letter == " ":
        return ProblemCode.SPACE
    if letter in lookalike_letters():
        return ProblemCode.FOREIGN
    bare = _MARKS.sub("", unicodedata.normalize("NFD", letter)).replace("đ", "d")
    return ProblemCode.MARKS if bare in _PLAIN else ProblemCode.CHARACTERS


def warnings(label: str, rules: NamingRules) -> Iterator[Problem]:
    """Yield what speaks against a label that is legal."""
    if len(label) < SHORT:
        yield Problem(ProblemCode.SHORT)
    if len(label) > LONG:
        yield Problem(ProblemCode.LONG)
    bare = label.replace("-", "")
    if place := _place_named(bare, rules):
        yield Problem(ProblemCode.PLACE, place)
    shape = skeleton(label)
    for phrase in rules.official_words:
        word = shape_of(phrase)
        if shape.startswith(word) or shape.endswith(word):
            yield Problem(ProblemCode.OFFICIAL_WORD, phrase)
            break
    for known in rules.known:
        if _looks_like(shape, shape_of(known.label), known.official):
            yield Problem(ProblemCode.LOOKS_LIKE, known.shown)
            break


def _place_named(bare: str, rules: NamingRules) -> str | None:
    """Return the place whose name a label is, with or without its kind: "dongvan", "xadongvan"."""
    names = [bare, *(bare.removeprefix(joined(kind)) for kind in rules.place_types)]
    return next((rules.places[name] for name in names if name in rules.places), None)


def _looks_like(shape: str, known: str, official: bool) -> bool:
    if shape == known:
        return True
    if len(known) >= _CLOSE_FROM and one_edit_apart(shape, known):
        return True
    return official and len(known) >= _INSIDE_FROM and known in shape


def one_edit_apart(first: str, second: str) -> bool:
    """Tell whether one letter added, dropped, changed or swapped with its neighbour makes one word the other."""
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1 or first == second:
        return False
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    if first[start + 1 :] == second[start + 1 :]:
        return True
    swapped = first[start + 1 : start + 2] + first[start]
    return swapped == second[start : start + 2] and first[start + 2 :] == second[start + 2 :]


def suggest(text: str, bearer: Bearer, rules: NamingRules) -> tuple[Suggestion, ...]:
    """Return good labels for a name, short ones first, those that nobody can say aloud last; each is legal."""
    words = _WORD.findall(plain(text))[:MOST_WORDS]
    own = _without_generic(words, rules.generic_words)
    if bearer is Bearer.TRADE or own != words:  # nobody is called "cửa hàng"
        made = _from_trade(own)
    else:
        made = _from_person(words, {joined(name) for name in rules.middle_names})
    labels = [label for label in dict.fromkeys(made) if SHORT <= len(label) <= MAX_LENGTH]
    labels.sort(key=lambda label: (not _SPEAKABLE.search(label), len(label)))
    return tuple(Suggestion(label, tuple(warnings(label, rules))) for label in labels[:MOST_SUGGESTIONS])


@lru_cache(maxsize=16)
def general_phrases(phrases: tuple[str, ...]) -> list[list[str]]:
    """Return phrases as plain words, the longest first, so that "công ty tnhh" goes before "công ty"."""
    return sorted((_WORD.findall(plain(phrase)) for phrase in phrases), key=len, reverse=True)


def _without_generic(words: Sequence[str], phrases: tuple[str, ...]) -> list[str]:
    """Return the words without the general phrases before and after, as long as something is left."""
    general = general_phrases(phrases)
    rest = list(words)
    while phrase := next((part for part in general if len(part) < len(rest) and rest[: len(part)] == part), None):
        rest = rest[len(phrase) :]
    while phrase := next((part for part in general if len(part) < len(rest) and rest[-len(part) :] == part), None):
        rest = rest[: -len(phrase)]
    return rest


def _from_person(words: Sequence[str], fillers: set[str]) -> Iterator[str]:
    """Yield labels of a Vietnamese name: family name first, given name last, fillers like "thị" between."""
    if len(words) < 2:
        yield from words
        return
    family, given = words[0], words[-1]
    middle = [word for word in words[1:-1] if word not in fillers]
    if middle:
        called = middle[-1] + given
        yield called
        yield _initials(words[:-2]) + called
        yield family + called
        yield f"{called}-{family}"
    else:
        yield f"{given}-{family}"
    yield given + family
    yield family + given
    yield _initials(words[:-1]) + given
    yield "".join(words)
    if len(words) >= 4:
        yield _initials(words)


def _from_trade(words: Sequence[str]) -> Iterator[str]:
    """Yield labels of a shop: what it is called stands first, where it is often last."""
    if not words:
        return
    yield "".join(words)
    if 2 <= len(words) <= 3:
        yield "-".join(words)
    if len(words) >= 3:
        yield "".join(words[:2])
        yield "".join(words[-2:])
        yield words[0] + "".join(words[-2:])
    if len(words) >= 4:
        yield _initials(words)
    if len(words) >= 5:
        yield "".join(words[:3])
        yield "".join(words[-3:])
        yield words[0] + "".join(words[-3:])


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)
