"""A strategy: its versions and sections, its pathway, what changed and why, what is measured."""

from strategy.models.belongings import (
    ImportedPicture,
    Picture,
    Rendition,
    RenditionPicture,
    WordImport,
)
from strategy.models.changes import Change, ChangeOrigin
from strategy.models.glossary import Term
from strategy.models.measures import (
    Measure,
    Objective,
    Reading,
    Undertaking,
    UndertakingMeasure,
    UndertakingUpdate,
)
from strategy.models.pathway import DraftReading, Step, StepFile, StepPaper
from strategy.models.progress import ProgressFile, ProgressReport
from strategy.models.section import Section, SectionLock, SectionRevision
from strategy.models.version import DRAFT_READERS, Strategy, Version

__all__ = [
    "DRAFT_READERS",
    "Change",
    "ChangeOrigin",
    "DraftReading",
    "ImportedPicture",
    "Measure",
    "Objective",
    "Picture",
    "ProgressFile",
    "ProgressReport",
    "Reading",
    "Rendition",
    "RenditionPicture",
    "Section",
    "SectionLock",
    "SectionRevision",
    "Step",
    "StepFile",
    "StepPaper",
    "Strategy",
    "Term",
    "Undertaking",
    "UndertakingMeasure",
    "UndertakingUpdate",
    "Version",
    "WordImport",
]
