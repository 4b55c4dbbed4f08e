"""Everything that was read, before it is known whether the parts fit together."""

from __future__ import annotations

from dataclasses import dataclass

from generator.loading.documents import Document, DocumentList
from generator.loading.outlines import Outlines
from generator.loading.permalink_lock import LockedNumber
from generator.loading.tables import LoadedTable
from generator.model.events import Events
from generator.model.glossary import Glossary
from generator.model.knowledge import Fact, Registrar
from generator.model.landing_texts import LandingTexts
from generator.model.legal import LegalTexts
from generator.model.permalinks import Permalink
from generator.model.places import Commune, Contact, School
from generator.model.programme import Programme
from generator.model.project import Project
from generator.model.questions import Questions
from generator.model.trials import Trials


@dataclass(frozen=True)
class Parts:
    """The files of a project, each as far as it could be read."""

    project: Document[Project]
    programme: Document[Programme]
    facts: DocumentList[Fact]
    registrars: DocumentList[Registrar]
    communes: LoadedTable[Commune]
    schools: LoadedTable[School]
    permalinks: LoadedTable[Permalink]
    contacts: LoadedTable[Contact]
    outlines: Outlines
    texts: LandingTexts | None
    locked: tuple[LockedNumber, ...] | None
    legal: Document[LegalTexts]
    glossary: Document[Glossary]
    questions: Document[Questions]
    events: Document[Events]
    trials: Document[Trials]
