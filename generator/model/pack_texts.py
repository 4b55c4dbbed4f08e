"""The words of packs and of the pages about them, as content/print/*.yml holds them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from generator.model.base import Record
from generator.model.filled_texts import GuideLink
from generator.model.landing_texts import Texts, Titles

SHARE_PART = "share"  # the part of a pack with pictures and words to send
PLACE_WORDS = (Titles.placeholders - {"units", "schools", "registrars"}) | {"address", "name"}
LOG_TABLE = "csv-"  # what the ids of logs as tables begin with


class PackWords(Texts):
    """Words that may name the place, its address and the offer."""

    placeholders: ClassVar[frozenset[str]] = PLACE_WORDS


class ForKinds(PackWords):
    """Words to those who use a commune's pack, and to those who use a school's."""

    commune: str
    school: str

    def of(self, at_school: bool) -> str:
        """Return the words for a kind of place."""
        return self.school if at_school else self.commune


class SheetUse(PackWords, Record):
    """What a kind of sheet is good for; `template` is that of the sheet, `paper` may tell how to cut or fold it.

    `school` stands in place of `where` at a school.
    """

    template: str
    where: str
    school: str | None = None
    paper: str | None = None

    def of(self, at_school: bool) -> str:
        """Return where such a sheet is put to use at a kind of place."""
        return self.school if at_school and self.school else self.where


class PartLabels(Texts):
    """Short labels around a file: its kind and size."""

    placeholders: ClassVar[frozenset[str]] = frozenset({"size", "paper", "copies", "files", "name", "count", "of"})

    mono: str
    colour: str
    paper: str
    several: str
    kilobytes: str
    megabytes: str
    only_in_pack: str
    image: str
    pack: str
    pack_files: str


class FirstSheet(PackWords):
    """The one sheet that is printed when there is time for one."""

    heading: str
    text: str
    button: str
    colour: str
    steps: tuple[str, ...] = Field(min_length=1)


class SharePart(PackWords):
    """Pictures and words to send."""

    caption: str
    open_link: str
    zalo: str
    sms: str
    plain_sms: str
    copy_hint: str


class PartTexts(PackWords, Record):
    """A part of a pack: its folder in the ZIP, what the page says about it; `kept_by` tells at which places."""

    id: str = Field(pattern=r"^[a-z]+$")
    folder: str = Field(pattern=r"^[^/]+$")
    heading: str
    text: str
    kept_by: Literal["all", "commune", "school"] = "all"


class PaperTexts(PackWords, Record):
    """A file of a pack beside the sheets: its name on the site and in the pack, what it is good for.

    One that is not to stand `alone` on the site is found in the pack only.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    part: str
    file: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+$")
    name: str
    label: str
    note: str | None = None
    alone: bool = True

    @property
    def ending(self) -> str:
        """Return the ending of its file: "docx"."""
        return self.file.rpartition(".")[2]


class PortalPart(PackWords):
    """The snippet for a commune's or a school's own pages."""

    title: str
    text: str
    link: str
    code_label: str
    preview: str


class PackPageTexts(PackWords, Record):
    """content/print/page.yml: the page about the pack of a place."""

    page_title: str
    description: ForKinds
    heading: ForKinds
    trial: str
    back: str
    first: FirstSheet
    whole_heading: str
    whole: str
    odd_names: str
    labels: PartLabels
    sheets_heading: str
    sheets_text: str
    sample: str
    uses: tuple[SheetUse, ...] = ()
    share: SharePart
    parts: tuple[PartTexts, ...] = Field(min_length=1)
    papers: tuple[PaperTexts, ...] = ()
    portal: PortalPart
    try_script: str
    more_heading: str
    more: tuple[GuideLink, ...] = Field(min_length=1)

    def folder(self, part_id: str) -> str:
        """Return the folder of a part in the ZIP."""
        return next(part.folder for part in self.parts if part.id == part_id)

    def use_of(self, template: str) -> SheetUse | None:
        """Return what sheets of a template are good for, or None where no words are given."""
        return {use.template: use for use in self.uses}.get(template)
