"""Makes one owner's site from answers and photos: what `starter new`, `serve` and `batch` share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.loading import load_catalog
from generator.loading.files import ProjectFile, read_file
from generator.loading.yaml_source import SIZE_LIMIT
from generator.model.catalog import Catalog
from generator.naming import NamingRules
from generator.pages.names import naming_rules
from generator.starter.answers import Answers
from generator.starter.json_resume import import_resume
from generator.starter.judging import Judge
from generator.starter.loading import answers_of, written_answers
from generator.starter.payment import load_banks
from generator.starter.photos import FOLDER as PHOTO_FOLDER
from generator.starter.photos import prepare_photos
from generator.starter.site import Site, SiteRequest, build_site


@dataclass(frozen=True)
class Made:
    """A finished site, its answers, and what its owner should know."""

    kind: str
    answers: Answers
    site: Site
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Workshop:
    """One project's folder on one day. What it reads is read once."""

    root: Path
    today: date

    @cached_property
    def _catalog(self) -> Catalog:
        catalog, diagnostics = load_catalog(self.root)
        if catalog is None:
            raise UserError(diagnostics)
        return catalog

    @cached_property
    def naming(self) -> NamingRules:
        """Return the lists by which misleading names are known."""
        return naming_rules(self._catalog)

    @cached_property
    def judge(self) -> Judge:
        """Return who judges answers."""
        facts = {fact.id: fact.statement for fact in self._catalog.facts}
        return Judge(self.naming, load_banks(self.root), self.today, facts)

    def free_years(self, domain: str) -> int:
        """Return for how many years a name is free: those of the offer with its ending, else of the first."""
        offers = self._catalog.programme.offers
        return next((offer.free_years for offer in offers if domain.endswith(f".{offer.suffix}")), offers[0].free_years)

    def make(self, path: Path, kind: str = "", photos: Path | None = None) -> Made:
        """Return the site of a file of answers (YAML, or resume.json); UserError with every problem."""
        findings = Findings()
        if not path.is_file():
            message = f"Không thấy tệp trả lời “{path}”."
            raise UserError(Diagnostic("starter.answers", Origin(path.name), message, "Kiểm tra tên tệp và thư mục."))
        file = read_file(path.parent, path.name, SIZE_LIMIT, findings)
        read = self._read(file, kind, findings) if file else None
        findings.raise_errors()
        if file is None or read is None:
            raise UserError(Diagnostic("starter.answers", Origin(path.name), "Không đọc được tệp trả lời."))
        source = written_answers(*read) if path.suffix == ".json" else file.content
        return self.make_of(*read, source, photos or path.parent / PHOTO_FOLDER, findings)

    def _read(self, file: ProjectFile, kind: str, findings: Findings) -> tuple[str, Answers] | None:
        if not file.name.endswith(".json"):
            return answers_of(file, kind, findings)
        if kind not in ("", "profile"):
            findings.error("starter.kind", file.origin, "resume.json chỉ dùng cho loại profile.", "Viết: new profile …")
            return None
        answers = import_resume(file, findings)
        return ("profile", answers) if answers else None

    def make_of(self, kind: str, answers: Answers, source: bytes, photos: Path | None, findings: Findings) -> Made:
        """Return the site of answers; `findings` gains warnings, errors are raised."""
        self.judge.judge(answers, findings)
        prepared = prepare_photos(answers, photos, findings)
        findings.raise_errors()
        request = SiteRequest(
            self.root,
            kind,
            answers,
            self.today,
            source,
            prepared.records,
            prepared.files,
            self.free_years(answers.domain),
        )
        return Made(kind, answers, build_site(request), tuple(findings.items))
