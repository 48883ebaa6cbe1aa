"""What a consultation is made of.

`consultation`: the consultation, its papers, its frozen questionnaires. `response`: drafts
and what was sent. `analysis`: themes, codes, quotes. `answer`: findings. `report`: what
was published, and to whom it was sent.
"""

from consultations.models.analysis import Coding, Quote, Reading, Theme
from consultations.models.answer import Finding, FindingFigure, FindingPoint, FindingQuote
from consultations.models.consultation import (
    ChecklistOverride,
    Consultation,
    FormatRequest,
    Paper,
    QuestionnaireVersion,
)
from consultations.models.receipt import Receipt
from consultations.models.report import (
    Delivery,
    IssueFile,
    Mailing,
    Report,
    ReportBuild,
    ReportIssue,
)
from consultations.models.response import (
    Channel,
    Consent,
    Draft,
    DuplicateFlag,
    EqualityAnswers,
    Registration,
    Response,
    TextAnswer,
)

__all__ = [
    "Channel",
    "ChecklistOverride",
    "Coding",
    "Consent",
    "Consultation",
    "Delivery",
    "Draft",
    "DuplicateFlag",
    "EqualityAnswers",
    "Finding",
    "FindingFigure",
    "FindingPoint",
    "FindingQuote",
    "FormatRequest",
    "IssueFile",
    "Mailing",
    "Paper",
    "QuestionnaireVersion",
    "Quote",
    "Reading",
    "Receipt",
    "Registration",
    "Report",
    "ReportBuild",
    "ReportIssue",
    "Response",
    "TextAnswer",
    "Theme",
]
