"""Strict expansion of {{ … }} in the guide's Markdown: a missing name is an error with its page and line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import CodeType
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from generator.cache import Memo, code_of, make_always
from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.guide.citation import format_partial_date, group_by_source
from generator.guide.front_matter import FrontMatter, Translation, split_front_matter
from generator.guide.names import (
    NO_TRANSLATIONS,
    OfferView,
    RegistrarView,
    Shelf,
    Traced,
    data_of_pages,
    known_names,
    page_names,
)
from generator.guide.pages import GUIDE_FOLDER, MACRO_FOLDER, GuidePage, page_titles, translations_of
from generator.guide.terms import plain_words, terms_used
from generator.model.base import Model
from generator.model.project import Edition
from generator.rendering import create_environment
from generator.text import nearest

if TYPE_CHECKING:
    from generator.model.catalog import Catalog

# attr_list writes {#id}; Jinja's own comment mark would swallow the rest of the page.
_COMMENT_START, _COMMENT_END = "{%#", "#%}"
_MACRO_FILE = "parts.md"
_NAMES_SHOWN = 12
NO_TITLES: Mapping[str, str] = {}
_ROOMS = ("guide", "model", "text", "rendering")
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]|])")


@dataclass(frozen=True)
class ExpandedPage:
    """A page whose names are replaced by values.

    `body` is the Markdown without front matter, `foot` what is added below it: hard words, related pages and
    sources. `facts_used` are ids in the order in which the page came upon them.
    """

    front: FrontMatter
    body: str
    foot: str
    facts_used: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """Return the whole page."""
        return f"{self.body.rstrip()}\n\n{self.foot}" if self.foot else self.body


def expand_page(
    text: str, page_path: str, catalog: Catalog, edition: Edition, macros: Mapping[str, str] | None = None
) -> ExpandedPage:
    """Expand one page; `text` is the whole file, `page_path` its path in the project.

    UserError with page, line and the nearest known name when a name is missing, an expression malformed, or
    the front matter names an unknown fact.
    """
    return Expander(catalog, edition, macros or {}).expand(text, page_path)


def facts_by_page(
    pages: Iterable[GuidePage], macros: Mapping[str, str], catalog: Catalog, edition: Edition
) -> dict[str, tuple[str, ...]]:
    """Return the ids of the facts that each page rests on, by file; a page that lists all facts rests on none.

    UserError as in `expand_page`.
    """
    pages = tuple(pages)
    expander = Expander(catalog, edition, macros, page_titles(pages), translations=translations_of(pages))
    expanded = {page.file: expander.expand(page.text, page.file) for page in pages}
    return {file: page.facts_used for file, page in expanded.items() if page.front.source_note}


class Expander:
    """Expands the pages of one edition; keeps the compiled macros between pages.

    `titles` are the titles of all pages by file name, for the links between them; `memo` may remember pages;
    `translations` are the pages in other languages by file name.
    """

    def __init__(
        self,
        catalog: Catalog,
        edition: Edition,
        macros: Mapping[str, str],
        titles: Mapping[str, str] = NO_TITLES,
        memo: Memo = make_always,
        translations: Mapping[str, Translation] = NO_TRANSLATIONS,
    ) -> None:
        self._catalog = catalog
        self._edition = edition
        self._titles = titles
        self._memo = memo
        self._translations = translations
        self._inputs = repr((code_of(*_ROOMS), edition, macros, titles, translations, *data_of_pages(catalog)))
        self._has_macros = _MACRO_FILE in macros
        self._environment = create_environment(
            loader=_named_loader(macros),
            sandboxed=True,
            comment_start_string=_COMMENT_START,
            comment_end_string=_COMMENT_END,
            finalize=_as_markdown_text,
        )
        self._environment.undefined = _Missing
        self._foot_code: dict[str, CodeType] = {}
        self._environment.filters["partial_date"] = format_partial_date
        self._environment.filters["sentences"] = as_sentences

    def expand(self, text: str, page_path: str) -> ExpandedPage:
        """Expand one page; see `expand_page`."""
        front, body, lines_before = split_front_matter(text, page_path)

        def make() -> bytes:
            return json.dumps(self._expand(front, body, lines_before, text, page_path)).encode()

        body, foot, facts = json.loads(self._memo("guide-page", (self._inputs, page_path, text), make))
        return ExpandedPage(front, body, foot, tuple(facts))

    def _expand(
        self, front: FrontMatter, body: str, lines_before: int, text: str, page_path: str
    ) -> tuple[str, str, list[str]]:
        """Return the body, the foot and the facts of a page."""
        used: dict[str, None] = {}

        def record(facts: Iterable[str]) -> None:
            used.update(dict.fromkeys(facts))

        uri = page_path.removeprefix(f"{GUIDE_FOLDER}/")
        names = page_names(self._catalog, self._edition, uri, record, self._titles, self._translations)
        # Lines of the front matter stay as empty lines, so that Jinja's line numbers are those of the file.
        opening = f"{{% import '{_MACRO_FILE}' as parts with context %}}" if self._has_macros else ""
        source = opening + "\n" * lines_before + body
        markdown = self._render(source, page_path, names, (*names, *(["parts"] if opening else [])))
        self._check_references(front, text, page_path)
        record(front.sources)
        body = markdown.lstrip("\n")
        foot = self._foot(front, body, used, names, page_path) if self._has_macros else ""
        return body, foot, list(used)

    def _foot(
        self, front: FrontMatter, body: str, facts: Iterable[str], names: Mapping[str, Any], page_path: str
    ) -> str:
        hard = [term for term in self._catalog.glossary.terms if not term.common]
        terms = terms_used(plain_words(body), hard) if front.terms_note else ()
        cited = group_by_source(self._catalog.fact_by_id[fact] for fact in facts) if front.source_note else ()
        notes = (("terms_note", terms), ("related_note", front.related), ("source_note", cited))
        return "\n\n".join(
            self._told(partial(self._foot_part, macro), page_path, {**names, "shown": shown}, names).strip("\n") + "\n"
            for macro, shown in notes
            if shown
        )

    def _foot_part(self, macro: str) -> CodeType:
        if macro not in self._foot_code:
            source = f"{{% import '{_MACRO_FILE}' as parts with context %}}{{{{ parts.{macro}(shown) }}}}"
            self._foot_code[macro] = self._environment.compile(source, name=_MACRO_FILE, filename=_MACRO_FILE)
        return self._foot_code[macro]

    def _render(self, source: str, page_path: str, names: Mapping[str, Any], known: Iterable[str]) -> str:
        compile_page = partial(self._environment.compile, source, name=page_path, filename=page_path)
        return self._told(compile_page, page_path, names, known)

    def _told(
        self, compiled: Callable[[], CodeType], page_path: str, names: Mapping[str, Any], known: Iterable[str]
    ) -> str:
        """Render a template; a mistake in it is told with page and line."""
        try:
            code = compiled()
            template = Template.from_code(self._environment, code, self._environment.make_globals(None))
            return template.render(names)
        except TemplateSyntaxError as error:
            raise UserError(
                Diagnostic(
                    "guide.syntax",
                    Origin(error.filename or page_path, error.lineno),
                    "Biểu thức trong dấu {{ … }} hoặc {% … %} viết sai cú pháp.",
                    "Xem lại dấu ngoặc, dấu nháy ở dòng này.",
                )
            ) from None
        except _MissingNameError as error:
            raise UserError(
                Diagnostic(
                    "guide.missing-name",
                    _innermost_origin(error, page_path),
                    f"Không có tên “{error.name}” trong dữ liệu.",
                    _near_names(error.name, known_names(error.owner, known)),
                )
            ) from None
        except (TemplateError, TypeError, KeyError, AttributeError) as error:
            raise UserError(
                Diagnostic(
                    "guide.expression",
                    _innermost_origin(error, page_path),
                    f"Không tính được biểu thức: {error}.",
                    "Xem lại dòng này.",
                )
            ) from error

    def _check_references(self, front: FrontMatter, text: str, page_path: str) -> None:
        findings = Findings()
        for fact in front.sources:
            if fact in self._catalog.fact_by_id:
                continue
            line = next((n for n, row in enumerate(text.split("\n"), start=1) if fact in row), 1)
            near = nearest(fact, self._catalog.fact_by_id)
            findings.error(
                "guide.unknown-source",
                Origin(page_path, line, "sources"),
                f"Không có dữ kiện “{fact}” trong facts.yml.",
                f"Có phải “{near}” không?" if near else "Xem các id trong content/data/facts.yml.",
            )
        for related in front.related if self._titles else ():
            if related in self._titles:
                continue
            line = next((n for n, row in enumerate(text.split("\n"), start=1) if related in row), 1)
            near = nearest(related, self._titles)
            findings.error(
                "guide.unknown-related",
                Origin(page_path, line, "related"),
                f"Không có trang “{related}” trong {GUIDE_FOLDER}.",
                f"Có phải “{near}” không?" if near else "Ghi tên tệp, ví dụ sau-2-nam.md.",
            )
        findings.raise_errors()


def as_sentences(text: str) -> str:
    """Break a long statement of facts.yml at its semicolons, for readers on a phone."""
    return re.sub(r";\s+(\S)", lambda match: f". {match[1].upper()}", text)


class _MissingNameError(UndefinedError):
    def __init__(self, owner: object, name: str, message: str) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class _Missing(StrictUndefined):
    """An undefined name that remembers its owner, so that the nearest known name can be offered."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        owner = None if type(obj).__name__ == "MissingType" else obj
        super().__init__(hint, obj, name, partial(_MissingNameError, owner, str(name)))  # type: ignore[arg-type]  # Jinja only calls it


def _named_loader(macros: Mapping[str, str]) -> FunctionLoader:
    def load(name: str) -> tuple[str, str, None] | None:
        return (macros[name], f"{MACRO_FOLDER}/{name}", None) if name in macros else None

    return FunctionLoader(load)


def _as_markdown_text(value: Any) -> Any:
    """Escape what Markdown reads as a mark in a plain text of the data; a record or nothing is no text."""
    if value is None:
        raise TypeError("giá trị chưa có trong dữ liệu (null)")
    if isinstance(value, Traced | Shelf | Model | OfferView | RegistrarView):
        raise TypeError("cần thêm dấu chấm và tên mục, ví dụ “.statement”")
    if isinstance(value, str) and not isinstance(value, Markup):
        return _MARKDOWN_MARKS.sub(r"\\\1", value)
    return value


def _near_names(name: str, known: list[str]) -> str:
    if near := nearest(name, known):
        return f"Có phải “{near}” không?"
    return f"Dùng được: {', '.join(known[:_NAMES_SHOWN])}{'…' if len(known) > _NAMES_SHOWN else ''}."


def _innermost_origin(error: BaseException, page_path: str) -> Origin:
    origin = Origin(page_path)
    frame = error.__traceback__
    while frame is not None:
        file = frame.tb_frame.f_code.co_filename
        if file == page_path or file.startswith(MACRO_FOLDER):
            origin = Origin(file, frame.tb_lineno)
        frame = frame.tb_next
    return origin
