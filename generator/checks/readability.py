"""Is the guide easy to read aloud: sentences, paragraphs, words that nobody explained.

Vietnamese is written in syllables, so syllables are counted, as the published formulas for Vietnamese do
(needs.md, [READ]). A sentence may have 30 of them: about twenty words, GOV.UK's 25-word limit with a margin, and
about ten seconds of a loudspeaker at three syllables a second, which is one breath and a listener's memory.
A paragraph may have 75 syllables, half a screen of a small phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.cache import Memo, make_always
from generator.diagnostics import Diagnostic, Findings, Origin, in_reading_order
from generator.guide import Expander, GuidePage, page_titles, split_front_matter, translations_of
from generator.guide.library import filled_questions
from generator.guide.terms import plain_words, spelling_pattern
from generator.model.base import Record
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.text import fold

SENTENCE_LIMIT = 30
PARAGRAPH_LIMIT = 75

_MARK = re.compile("\ue000([0-9]+)\ue001")  # private-use characters: no text of the project holds them
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"')]*\s+(?=[^\W_]|[“\"(])")
_BLOCK_START = re.compile(r"\s*(?:#{1,6}\s|[-*]\s|\d+\.\s|>|\||!!!|<|:\s)")
_LEADING_MARK = re.compile(r"^[\s>]*(?:#{1,6}\s+|[-*]\s+|\d+\.\s+|!!!\s+\w+\s*)?")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")
_SHOWN_WORDS = 8

# What is no word: addresses, file names, numbers of documents.
_ADDRESS = re.compile(r"https?://\S*|\S+@\S+|(?<!\w)\.?[\w-]+(?:\.[\w-]*[^\W\d][\w-]*)+|\.[a-z]{2,4}\b")
_DOCUMENT_NUMBER = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]{2,}\d*(?:-[A-ZĐ]+)*")
_WORD = re.compile(r"[^\W\d_]+")

# A syllable without its marks: onset, vowels, final consonant. No word of a foreign language that matters fits.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?", re.ASCII
)


@dataclass
class _Block:
    """A paragraph, list item or cell as a reader sees it, and the line of the page where it begins."""

    line: int
    text: str


@dataclass(frozen=True)
class ReadingFigures:
    """How a page reads: words are syllables, `longest` is the longest sentence."""

    syllables: int
    sentences: int
    longest: int

    @property
    def mean(self) -> float:
        """Return the mean length of a sentence."""
        return self.syllables / self.sentences if self.sentences else 0.0


@dataclass
class _Reader:
    """Judges blocks of text and keeps what was told, so that a text of the data is told once, at its own place."""

    catalog: Catalog
    findings: Findings = field(default_factory=Findings)
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        glossary = self.catalog.glossary
        self._terms = spelling_pattern(*glossary.terms)
        names = {name.name for name in glossary.names}
        names |= {part for one in self.catalog.registrars for part in (one.name, one.short_name)}
        self._names = {word for name in names for word in _WORD.findall(name)}

    def judge(self, block: _Block, origin: Origin, seen: set[str]) -> None:
        sentences = split_sentences(block.text)
        for sentence in sentences:
            count = count_syllables(sentence)
            if count > SENTENCE_LIMIT and sentence not in self.told:
                self.told.add(sentence)
                self.findings.warning(
                    "readability.sentence",
                    origin,
                    f"Câu dài {count} tiếng (nên dưới {SENTENCE_LIMIT + 1}): “{_beginning(sentence)}”.",
                    self._advice(sentence),
                )
        count = sum(map(count_syllables, sentences))
        if count > PARAGRAPH_LIMIT and len(sentences) > 1 and block.text not in self.told:
            self.told.add(block.text)
            self.findings.warning(
                "readability.paragraph",
                origin,
                f"Đoạn dài {count} tiếng (nên dưới {PARAGRAPH_LIMIT + 1}): “{_beginning(block.text)}”.",
                "Tách thành hai đoạn, hoặc thành danh sách.",
            )
        for word in self.unexplained(block.text):
            if word not in seen and word not in self.told:
                seen.add(word)
                self.findings.warning(
                    "readability.term",
                    origin,
                    f"Từ “{word}” chưa có trong từ điển.",
                    "Thêm nghĩa vào content/data/glossary.yml, hoặc dùng từ dễ hơn.",
                )

    def unexplained(self, text: str) -> Iterator[str]:
        """Yield foreign words and abbreviations that neither the glossary nor a list of names knows."""
        rest = self._terms.sub(" ", _DOCUMENT_NUMBER.sub(" ", text))
        for word in _WORD.findall(_ADDRESS.sub(" ", rest)):
            if word in self._names or len(word) == 1:
                continue
            abbreviation = word.isupper() and word.isascii()
            if abbreviation or not _SYLLABLE.fullmatch(fold(word)):
                yield word

    def _advice(self, sentence: str) -> str:
        start = " ".join(sentence.split()[:_SHOWN_WORDS])
        for fact in self.catalog.facts:
            if start in fact.statement:
                return f"Câu của dữ kiện “{fact.id}”: sửa ở facts.yml, hoặc nói bằng lời khác trên trang."
        return "Tách thành hai câu."


def check_readability(
    pages: Iterable[GuidePage],
    macros: Mapping[str, str],
    catalog: Catalog,
    edition: Edition,
    memo: Memo = make_always,
) -> tuple[Diagnostic, ...]:
    """Return a warning for each long sentence, long paragraph and unexplained word, in reading order.

    Texts of questions, glossary and law are told at their place in the data. A page that only lists the
    sources (front matter `source_note: false` with facts) quotes, and is not judged. `memo` may remember expanded
    pages. UserError as the
    expansion of the pages raises it.
    """
    pages = tuple(pages)
    reader = _Reader(catalog)
    for record, text in _data_texts(catalog):
        reader.judge(_Block(record.origin.line, text), record.origin, set())
    seen_in_data = set(reader.told)
    expander = Expander(catalog, edition, macros, page_titles(pages), memo, translations_of(pages))
    for page in pages:
        seen: set[str] = set(seen_in_data)
        for block in page_blocks(page, expander):
            reader.judge(block, Origin(page.file, block.line), seen)
    return in_reading_order(reader.findings.items)


def reading_figures(page: GuidePage, expander: Expander) -> ReadingFigures:
    """Return how long the sentences of a page are."""
    counts = [count_syllables(one) for block in page_blocks(page, expander) for one in split_sentences(block.text)]
    return ReadingFigures(sum(counts), len(counts), max(counts, default=0))


def count_syllables(text: str) -> int:
    """Return the number of syllables, a number or an abbreviation counting as one."""
    return sum(any(letter.isalnum() for letter in token) for token in text.split())


def split_sentences(text: str) -> list[str]:
    """Split a block into sentences; an abbreviation or a date with dots does not end one."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def page_blocks(page: GuidePage, expander: Expander) -> list[_Block]:
    """Return the blocks of a page as readers see them, with the line of the file each begins on.

    A page that quotes the facts as they are (nguon.md) has none to judge.
    """
    front, body, lines_before = split_front_matter(page.text, page.file)
    if front.translation:
        return []  # sentences of other languages have other lengths
    if not front.source_note and not front.terms_note:
        return []  # the glossary: its texts are judged in the data
    if not front.source_note and "parts.fact(" in body:
        return []
    head = page.text.split("\n")[:lines_before]
    marked = "\n".join((*head, *_marked_lines(body, lines_before + 1)))
    return _blocks(_numbered_lines(expander.expand(marked, page.file).body))


def _data_texts(catalog: Catalog) -> Iterator[tuple[Record, str]]:
    for question in filled_questions(catalog).questions:
        yield from ((question, text) for text in (question.question, *question.answer))
    for term in catalog.glossary.terms:
        yield term, term.meaning
    for text in catalog.legal.texts:
        yield text, text.about


def _marked_lines(body: str, first: int) -> Iterator[str]:
    """Yield the lines of a page, each with a mark of its number at its end; none inside an open tag of Jinja."""
    is_open = False
    for number, line in enumerate(body.split("\n"), start=first):
        opened = max(line.rfind("{{"), line.rfind("{%"))
        closed = max(line.rfind("}}"), line.rfind("%}"))
        is_open = opened > closed or (is_open and closed < 0)
        yield line if is_open or not line.strip() else f"{line}\ue000{number}\ue001"


def _numbered_lines(expanded: str) -> list[tuple[int, str]]:
    """Return the lines of an expanded page with the number of the line that made them; marks alone are no line."""
    numbered: list[tuple[int, str]] = []
    waiting: list[str] = []
    number = 0
    for line in plain_words(expanded).split("\n"):
        marks = _MARK.findall(line)
        text = _MARK.sub("", line)
        if not marks:
            waiting.append(text)
            continue
        number = int(marks[-1])
        numbered += [(number, one) for one in waiting]
        waiting = []
        if text.strip():
            numbered.append((number, text))
    return numbered + [(number, one) for one in waiting]


def _blocks(lines: Iterable[tuple[int, str]]) -> list[_Block]:
    blocks: list[_Block] = []
    is_open = False
    for number, line in lines:
        if not line.strip() or _TABLE_RULE.match(line):
            is_open = False
            continue
        if line.lstrip().startswith("|"):
            blocks += [_Block(number, cell.strip()) for cell in line.strip().strip("|").split("|") if cell.strip()]
            is_open = False
            continue
        text = _LEADING_MARK.sub("", line).strip()
        if is_open and not _BLOCK_START.match(line):
            blocks[-1].text += f" {text}"
        elif text:
            blocks.append(_Block(number, text))
            is_open = not line.lstrip().startswith(("#", "!!!"))
    return blocks


def _beginning(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:_SHOWN_WORDS]) + ("…" if len(words) > _SHOWN_WORDS else "")
