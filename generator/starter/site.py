"""One owner's site: answers and photos in, artifacts out. Reads the project's own files, no network, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator import qr
from generator.artifact import Artifact, ArtifactSet
from generator.diagnostics import Diagnostic, UserError
from generator.starter import hosting
from generator.starter.answers import Answers, ProfileAnswers, TradeAnswers
from generator.starter.blog import blog_files
from generator.starter.contact_card import contact_card
from generator.starter.guide import guide_view, load_guide
from generator.starter.json_resume import export_resume
from generator.starter.looks import LookFolder, look_of
from generator.starter.pages import SHARE_PICTURE, VCARD, Showcase, SiteFrame, home_view
from generator.starter.palette import hex_colour
from generator.starter.payment import Banks, load_banks, vietqr_text
from generator.starter.record import RECORD_FILE, site_record
from generator.starter.renewal import end_of_free_years, renewal_calendar
from generator.starter.share_picture import icons, initial, share_picture
from generator.starter.views.common import Context, View
from generator.starter.views.trade import CONTACT_CODE, PAYMENT_CODE
from generator.starter.weight import kilobytes, weight_sentence
from generator.starter.words import Words, load_words
from generator.text import format_date, nearest

ANSWERS_FILE = "tra-loi.yml"
RENEWAL_FILE = "gia-han.ics"
GUIDE_FILE = "HUONG-DAN.html"
RESUME_FILE = "resume.json"

_CODE_PIXELS = 480

# What may be in a site: pages, pictures, texts and two files of servers. Nothing that a server or a phone runs.
ALLOWED_ENDINGS = frozenset(
    {".html", ".png", ".jpg", ".webp", ".ico", ".xml", ".txt", ".vcf", ".ics", ".yml", ".json", ".webmanifest"}
)
ALLOWED_NAMES = frozenset({".htaccess", "_headers"})


@dataclass(frozen=True)
class SiteRequest:
    """What a site is made of.

    `source` is the answers' file as the owner wrote it. `images` are the records of the owner's photos by name as
    answered, `files` their files. `free_years` is how long the name is free, from the programme's data. A
    `showcase` is a sample inside another site: pages and their pictures alone.
    """

    root: Path
    kind: str
    answers: Answers
    built_on: date
    source: bytes = b""
    images: Mapping[str, View] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    free_years: int = 2
    showcase: Showcase | None = None


@dataclass(frozen=True)
class Site:
    """A finished site, and how heavy its first page is, in a sentence for the owner."""

    artifacts: ArtifactSet
    weight: str
    built_on: date


def choose_look(root: Path, kind: str, answers: Answers) -> tuple[LookFolder, str]:
    """Return the look and the palette of some answers, the first ones when they name none; UserError otherwise."""
    wanted = answers.look
    look = look_of(root, kind, wanted.name)
    if wanted.palette and wanted.palette not in look.file.palettes:
        near = nearest(wanted.palette, look.file.palettes)
        hint = f"Có phải là “{near}”? " if near else ""
        raise UserError(
            Diagnostic(
                "starter.palette",
                answers.origin.at("look.palette"),
                f"Kiểu “{look.file.title}” không có bảng màu “{wanted.palette}”.",
                f"{hint}Có: {', '.join(look.file.palettes)}.",
            )
        )
    return look, wanted.palette or look.file.palettes[0]


def build_site(request: SiteRequest) -> Site:
    """Return every file of a site and its weight; UserError when the look or the palette is unknown."""
    return _Builder(request).build()


class _Builder:
    """Makes the files of one site; later ones may look at earlier ones."""

    def __init__(self, request: SiteRequest) -> None:
        self.request = request
        self.answers = request.answers
        look, palette = choose_look(request.root, request.kind, self.answers)
        self.banks = load_banks(request.root)
        self.words = load_words(request.root)
        self.files: dict[str, bytes] = dict(request.files)
        self.colours = look.colours(palette)
        frame = SiteFrame(self.answers, request.kind, look, palette, showcase=request.showcase)
        card = contact_card(self.answers, frame.base_url)
        if card is not None:
            self.files[VCARD] = card
        self.frame = replace(frame, has_vcard=card is not None)
        self.pages: list[str] = []

    def build(self) -> Site:
        answers, request = self.answers, self.request
        lang = answers.lang if isinstance(answers, ProfileAnswers) else "vi"
        context = Context(self.words[lang], lang, request.built_on, answers.look, self._images())
        home = self.frame.render("index.html", home_view(self.frame, context, self.banks))
        self._page("index.html", home)
        if isinstance(answers, ProfileAnswers):
            self._profile_pages(answers, context)
        if request.showcase is None:
            self._text("404.html", self.frame.render("404.html", self._not_found(context)))
            self._pictures(context)
        weight = weight_sentence(home, self.files, Context(self.words["vi"], "vi", request.built_on, answers.look))
        if request.showcase is None:
            self._server_files()
            self._own_files(context, weight)
        artifacts = ArtifactSet(Artifact(path, content) for path, content in sorted(self.files.items()))
        return Site(artifacts, weight, request.built_on)

    def _text(self, path: str, text: str) -> None:
        self.files[path] = text.encode()

    def _page(self, path: str, html: str) -> None:
        self._text(path, html)
        self.pages.append(path)

    def _images(self) -> dict[str, View]:
        """Return the records of photos and codes; the codes become files."""
        images = dict(self.request.images)
        if isinstance(self.answers, TradeAnswers) and (text := _transfer_text(self.answers, self.banks)):
            images[PAYMENT_CODE] = self._code(PAYMENT_CODE, text)
        if self.frame.base_url and VCARD in self.files:
            images[CONTACT_CODE] = self._code(CONTACT_CODE, self.frame.base_url + VCARD)
        return images

    def _code(self, path: str, content: str) -> View:
        self.files[path] = qr.png(content, _CODE_PIXELS)
        modules = len(qr.code_matrix(content)) + 2 * qr.MARGIN
        side = max(1, _CODE_PIXELS // modules) * modules
        size = len(self.files[path])
        image: View = {"src": path, "width": side, "height": side, "alt": "", "bytes": size}
        return {**image, "src_set": "", "webp_set": "", "sizes": "", "size_text": kilobytes(size)}

    def _profile_pages(self, answers: ProfileAnswers, context: Context) -> None:
        frame = self.frame
        if answers.english is not None and context.lang == "vi":
            english = context.below("en", self.words["en"])
            path = "en/index.html"
            self._page(path, frame.render("index.html", home_view(frame, english, self.banks, path)))
        self._text(RESUME_FILE, export_resume(answers, public=True))
        for path, text in blog_files(frame, context, answers):
            if path.endswith(".html"):
                self._page(path, text)
            else:
                self._text(path, text)

    def _not_found(self, context: Context) -> View:
        """Return the view of the page for a wrong address: shown at any depth, so it links to nothing else."""
        page = self.frame.page(
            context,
            "404",
            "404.html",
            context.say("not_found_title"),
            "",
            home=self.frame.base_url or "index.html",
            canonical="",
            noindex=True,
            linked=False,
        )
        return self.frame.view(context, page, {})

    def _pictures(self, context: Context) -> None:
        root, light = self.request.root, self.colours["light"]
        name = self.answers.title
        self.files |= icons(root, light["main"], light["onMain"], initial(name))
        line = self.answers.tagline if isinstance(self.answers, TradeAnswers) else ""
        if isinstance(self.answers, ProfileAnswers):
            line = self.answers.basics.label
        self.files[SHARE_PICTURE] = share_picture(root, light, name, line, self.answers.domain)

    def _server_files(self) -> None:
        frame, light = self.frame, self.colours["light"]
        self._text(".htaccess", hosting.htaccess(frame.policy))
        self._text("_headers", hosting.headers_file(frame.policy))
        self._text("robots.txt", hosting.robots(frame.base_url))
        theme, ground = hex_colour(light["deep"]), hex_colour(light["page"])
        lang = self.answers.lang if isinstance(self.answers, ProfileAnswers) else "vi"
        self._text("site.webmanifest", hosting.manifest(self.answers.title, lang, theme, ground))
        if frame.base_url:
            day = self.request.built_on.isoformat()
            self._text("sitemap.xml", hosting.sitemap(frame.base_url, self.pages, day))

    def _own_files(self, context: Context, weight: str) -> None:
        request, granted = self.request, self.answers.granted_on
        end = ""
        if granted is not None:
            end = format_date(end_of_free_years(granted, request.free_years))
            domain = self.answers.domain or self.answers.title
            self.files[RENEWAL_FILE] = renewal_calendar(domain, granted, request.free_years, self.words["vi"])
        self._text(GUIDE_FILE, self._guide(weight, end))
        if request.source:
            self.files[ANSWERS_FILE] = request.source
        look, palette = self.frame.look.name, self.frame.palette
        self._text(RECORD_FILE, site_record(request.kind, look, palette, self.files))

    def _guide(self, weight: str, end: str) -> str:
        words: Words = self.words["vi"]
        context = Context(words, "vi", self.request.built_on, self.answers.look)
        guide = load_guide(self.request.root)
        page = self.frame.page(context, "guide", GUIDE_FILE, guide.heading, "", canonical="", noindex=True)
        view = guide_view(guide, self.answers.domain, weight, self.request.free_years, end)
        return self.frame.render("huong-dan.html", self.frame.view(context, page, {"guide": view}))


def _transfer_text(answers: TradeAnswers, banks: Banks) -> str:
    payment = answers.payment
    bank = banks.find(payment.bank) if payment else None
    return vietqr_text(bank.bin, payment) if payment and bank else ""
