"""Sheets and their words, as content/print/*.yml holds them. One field of PrintMaterial is one file."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, field_validator, model_validator

from generator.model.base import Model, Record
from generator.model.landing_texts import Banners, Changing, EachOffer, Texts, Titles
from generator.model.pack_texts import PackPageTexts
from generator.model.places import Place, School
from generator.model.programme import OfferState
from generator.model.school_texts import LogTexts, SchoolTexts
from generator.model.shop_texts import ShopTexts
from generator.model.speech_texts import SpeechMaterial

LINK_PICTURE = "chia-se"
_KNOWN = (Titles.placeholders - {"unit", "units", "schools", "registrars"}) | {"address"}

# Viewing distance over width of the code, and the least width that cheap cameras focus on (needs 34: the 10:1
# rule of scanning distance, 2 cm as the least that guides name).
DISTANCE_TO_WIDTH = 10
LEAST_CODE = 25
SMALLEST_TYPE = 12  # points; needs 42


class _PrintTexts(Texts):
    placeholders: ClassVar[frozenset[str]] = _KNOWN


class TrialMark(_PrintTexts):
    """What a sheet that must not be put up says of itself."""

    mark: str
    note: str
    short_note: str


class NoteLines(_PrintTexts, Record):
    """A few words to some readers: a heading, a line, and what holds once the offer has ended."""

    icon: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    brief: str | None = None
    text: str
    ended: str

    def of(self, state: OfferState) -> str:
        """Return the line for a state."""
        return self.ended if state is OfferState.ENDED else self.text


class GroupLines(NoteLines):
    """The words to one group of programme.yml."""

    id: str


class SerialTexts(_PrintTexts):
    """Which sheet this is: of which place and kind, with which words."""

    placeholders: ClassVar[frozenset[str]] = frozenset({"serial", "version"})

    line: str


class ShortTexts(_PrintTexts):
    """The words of small sheets."""

    whom: Changing
    whom_young: Changing
    whom_pupils: Changing
    reason: Changing
    cost: Changing
    trust: str
    tamper: str


class ChecklistTexts(_PrintTexts):
    """The words of the list of papers."""

    title: str
    what: Changing
    only: str


class StepNote(_PrintTexts, Record):
    """A step in a picture and words; `ended` where other words hold once the offer has ended."""

    icon: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    text: str
    ended: str | None = None

    def of(self, state: OfferState) -> str:
        """Return the words for a state."""
        return self.ended if self.ended and state is OfferState.ENDED else self.text


class StepsTexts(_PrintTexts):
    """The words of the sheet that explains how to register."""

    title: str
    what: Changing
    items: tuple[StepNote, ...] = Field(min_length=2, max_length=6)
    only: str


class Point(_PrintTexts):
    """One thing to say at the door."""

    text: str
    ended: str | None = None

    def of(self, state: OfferState) -> str:
        """Return the words for a state."""
        return self.ended if self.ended and state is OfferState.ENDED else self.text


class PocketTexts(_PrintTexts):
    """The words of the card for those who go from house to house."""

    heading: str
    points: tuple[Point, ...] = Field(min_length=1)
    never: str


class GroupAccent(_PrintTexts):
    """The second line of the title of a group's sheet."""

    before: str
    text: str
    ended: str

    def of(self, state: OfferState) -> str:
        """Return the line for a state."""
        return {OfferState.BEFORE: self.before, OfferState.ENDED: self.ended}.get(state, self.text)


class GroupState(_PrintTexts):
    """What stands in place of the state of the offer."""

    line: str
    detail: str


class GroupNote(StepNote):
    """A few words to a group, which may list its papers."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN | {"papers"}


class GroupSheetTexts(_PrintTexts):
    """The words of the sheet for one group of programme.yml."""

    id: str
    plain: str
    accent: GroupAccent
    state: GroupState | None = None
    cost: str | None = None
    reason: str | None = None
    notes: tuple[GroupNote, ...] = Field(min_length=1, max_length=4)


class PrintTexts(_PrintTexts, Record):
    """content/print/texts.yml: all words of sheets and share images."""

    trial: TrialMark
    title: Titles
    state: Banners
    each_offer: EachOffer
    groups: tuple[GroupLines, ...] = Field(min_length=1)
    minors: NoteLines
    family: NoteLines
    reason: Changing
    short: ShortTexts
    checklist: ChecklistTexts
    steps: StepsTexts
    pocket: PocketTexts
    group_sheets: tuple[GroupSheetTexts, ...] = ()
    scan: str
    open_link: str
    code_alt: str
    cost: Changing
    trust: str
    tamper: str
    source: str
    serial: SerialTexts
    keep_together: tuple[str, ...] = ()

    def group(self, group_id: str) -> GroupLines:
        """Return the lines of a group; KeyError when the file has none for it."""
        return {group.id: group for group in self.groups}[group_id]

    def group_sheet(self, group_id: str) -> GroupSheetTexts:
        """Return the words of a group's own sheet; KeyError when the file has none for it."""
        return {group.id: group for group in self.group_sheets}[group_id]


class Where(StrEnum):
    """Which places get a sheet."""

    COMMUNES = "communes"
    SCHOOLS = "schools"


class SheetEdition(StrEnum):
    """How a sheet is printed; `shop`: by a print shop, in inks, with room to cut."""

    COLOUR = "colour"
    MONO = "mono"
    SHOP = "shop"


class Sheet(Record):
    """One kind of sheet. Lengths are in millimetres; `code` is the side of the code without its margin.

    A sheet that is not to stand `alone` on the site is found in the pack only.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    template: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    edition: SheetEdition
    mark: str = Field(pattern=r"^[A-Z0-9]+$")
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    margin: float = Field(ge=8)
    scale: float = Field(default=1.0, gt=0)
    columns: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)
    code: float = Field(ge=LEAST_CODE)
    distance: float = Field(gt=0)
    smallest_module: float = Field(ge=1)
    where: Where | None = None
    group: str | None = None
    alone: bool = True

    @model_validator(mode="after")
    def _code_is_readable_from_its_distance(self) -> Sheet:
        needed = self.distance / DISTANCE_TO_WIDTH
        if self.code < needed:
            raise ValueError(
                f"mã rộng {self.code:g} mm, đứng xa {self.distance:g} mm thì cần ít nhất {needed:g} mm"
                " → Tăng code, hoặc giảm distance."
            )
        return self

    @model_validator(mode="after")
    def _code_fits_on_the_sheet(self) -> Sheet:
        room = min(self.width / self.columns, self.height / self.rows) - 2 * self.margin
        if self.code > room:
            raise ValueError(
                f"mã rộng {self.code:g} mm, tờ trừ lề chỉ còn {room:g} mm → Giảm code, hoặc xem lại cỡ giấy và lề."
            )
        return self

    @property
    def file_name(self) -> str:
        """Return the name of its file."""
        return f"{self.id}.pdf"

    def is_for(self, place: Place) -> bool:
        """Tell whether a place gets this sheet."""
        if self.where is None:
            return True
        return isinstance(place, School) == (self.where is Where.SCHOOLS)

    @property
    def codes(self) -> tuple[float, int]:
        """Return the width of the codes on a page in millimetres, and how many there are."""
        return self.code, self.columns * self.rows


class SharedImage(Record):
    """A picture to share on a phone; lengths are in pixels."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    template: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    width: int = Field(ge=200, le=4000)
    height: int = Field(ge=200, le=4000)
    alone: bool = True

    @property
    def file_name(self) -> str:
        """Return the name of its file."""
        return f"{self.id}.png"


class SheetList(Record):
    """content/print/sheets.yml."""

    sheets: tuple[Sheet, ...] = Field(min_length=1)
    print_shop: tuple[Sheet, ...] = ()
    images: tuple[SharedImage, ...] = ()

    @field_validator("print_shop", "images", mode="before")
    @classmethod
    def _may_be_empty(cls, value: object) -> object:
        return () if value is None else value

    @property
    def every(self) -> tuple[Sheet, ...]:
        """Return every kind of sheet, those for a print shop too."""
        return (*self.sheets, *self.print_shop)

    def of(self, place: Place) -> tuple[tuple[int, Sheet], ...]:
        """Return the sheets of a place, each with its position among them, from 1: no number is left out."""
        return tuple(enumerate((sheet for sheet in self.sheets if sheet.is_for(place)), start=1))


class SentWords(_PrintTexts, Record):
    """Words to send, with the address in them; others at schools, and once the offer has ended."""

    text: str
    school: str | None = None
    ended: str

    def of(self, state: OfferState, at_school: bool) -> str:
        """Return the words for a state and a kind of place."""
        if state is OfferState.ENDED:
            return self.ended
        return self.school if at_school and self.school else self.text


class ReadFirst(_PrintTexts):
    """What lies on top of a pack."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN | {"count"}

    file_name: str = Field(pattern=r"^[^/]+\.pdf$")
    heading: str
    steps_heading: str
    steps: tuple[str, ...] = Field(min_length=1)
    school_steps: tuple[str, ...] = Field(min_length=1)
    files_heading: str
    foot: str
    trial: str


class Messages(_PrintTexts):
    """Words to copy into Zalo, Facebook or a text message."""

    file_name: str = Field(pattern=r"^[^/]+\.txt$")
    caption_heading: str
    zalo_heading: str
    sms_heading: str
    plain_sms_heading: str
    caption: SentWords
    zalo: SentWords
    sms: SentWords
    plain_sms: SentWords


class PackTexts(Record):
    """content/print/pack.yml: the words of a pack."""

    read_first: ReadFirst
    messages: Messages


class PrintFiles(Model):
    """All files of content/print, one field per file stem."""

    sheets: SheetList
    texts: PrintTexts
    pack: PackTexts
    page: PackPageTexts
    school: SchoolTexts
    logs: LogTexts
    shop: ShopTexts

    @property
    def link_picture(self) -> SharedImage | None:
        """Return the picture that chat programs show beside a link to a place, or None where there is none."""
        return next((image for image in self.sheets.images if image.id == LINK_PICTURE and image.alone), None)


class PrintMaterial(PrintFiles):
    """Everything that a place gets to print, share and read aloud: the files of content/print and content/speech."""

    speech: SpeechMaterial
