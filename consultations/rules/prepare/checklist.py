"""What must stand before a consultation is launched, each check with its sentence.

Formative stage, information, time and a decision afterwards are the four Gunning
principles; the equality impact assessment is the public sector equality duty.
"""

from dataclasses import dataclass, replace

from django.utils import timezone

from civilsociety.refusal import Refused
from consultations.models.consultation import Paper
from consultations.questionnaire.content import read_questionnaire
from consultations.questionnaire.kinds import ONCE, Kind
from consultations.states import ConsultationState
from strategy.states import VersionState


@dataclass(frozen=True)
class Check:
    """One line of the checklist. `sentence` says what is missing and is empty when nothing is."""

    key: str
    title: str
    sentence: str = ""
    # A reason can stand for what is missing; dates and a readable questionnaire cannot.
    overridable: bool = True
    # The part of the preparation where it is put right.
    place: str = "about"
    override: object = None

    @property
    def met(self):
        """Whether nothing is missing."""
        return not self.sentence

    @property
    def passes(self):
        """Whether it does not stand in the way of launching."""
        return self.met or (self.overridable and self.override is not None)


def checklist(consultation, now):
    """Every check with its state at that moment, in the order an officer works."""
    overrides = {each.check_key: each for each in consultation.overrides.all()}
    papers = list(consultation.papers.all())
    checks = [
        Check("information", "What it is about and why", _information(consultation)),
        Check("formative", "What can still change", _formative(consultation)),
        Check("strategy", "The draft people are asked about", _strategy(consultation)),
        Check("papers", "The draft as a document", _papers(papers), place="papers"),
        Check("eqia", "Equality impact assessment", _eqia(papers), place="papers"),
        Check("dates", "Dates", _dates(consultation, now), overridable=False, place="dates"),
        Check("time", "Enough time to answer", _time(consultation, now), place="dates"),
        Check("decision", "A decision after closing", _decision(consultation), place="dates"),
        Check("contact", "Somebody to ask", _contact(consultation), place="contact"),
        Check(
            "questionnaire",
            "Questionnaire",
            _questionnaire(consultation),
            overridable=False,
            place="questionnaire",
        ),
    ]
    return [replace(check, override=overrides.get(check.key)) for check in checks]


def check_can_launch(consultation, now):
    """Raises Refused with everything that is missing and has no reason recorded."""
    if consultation.state != ConsultationState.DRAFT:
        raise Refused("This consultation has been launched already, or was cancelled.")
    missing = [check.sentence for check in checklist(consultation, now) if not check.passes]
    if missing:
        raise Refused(" ".join(missing))


def check_can_override(consultation, check_key, now):
    """Raises Refused unless a reason can stand for this check now; gives the check."""
    if consultation.state != ConsultationState.DRAFT:
        raise Refused("The checklist ends with the launch. Reasons cannot be added afterwards.")
    check = next((c for c in checklist(consultation, now) if c.key == check_key), None)
    if check is None:
        raise Refused("There is no such check. Go back to the checklist and choose one.")
    if not check.overridable:
        raise Refused(f"No reason can stand for this. {check.sentence}".strip())
    if check.met:
        raise Refused("Nothing is missing here, so no reason is needed.")
    return check


def _information(consultation):
    missing = [
        words
        for words, text in (
            ("a summary", consultation.summary),
            ("the purpose", consultation.purpose),
        )
        if not text.strip()
    ]
    return f"Write {' and '.join(missing)}." if missing else ""


def _formative(consultation):
    if not consultation.open_to_influence.strip():
        return "Write what can still change, so that people know what their answer can do."
    return ""


def _strategy(consultation):
    version = consultation.strategy_version
    if version is None:
        return "Choose the version of the strategy that people are asked about."
    if version.may_change:
        return "Publish the consultation draft of the strategy, so that people can read it."
    if version.state != VersionState.CONSULTATION_DRAFT:
        return "Choose a draft: this version of the strategy is settled, so asking comes too late."
    return ""


def _papers(papers):
    if any(paper.kind == Paper.Kind.STRATEGY for paper in papers):
        return ""
    return "Add the draft strategy to the papers."


def _eqia(papers):
    if any(paper.kind == Paper.Kind.EQIA for paper in papers):
        return ""
    return "Add the equality impact assessment to the papers."


def _dates(consultation, now):
    opens, closes = consultation.opens_at, consultation.closes_at
    if not (opens and closes):
        return "Give the opening and the closing date and time."
    if opens >= closes:
        return "Set the closing after the opening."
    if closes <= now:
        return "Set the closing to a time still to come."
    if opens < now:
        return "The opening time has passed. Set it to a later time, or open at once."
    return ""


def _time(consultation, now):
    days = consultation.days_open
    if days is None:
        return "Give the dates, so that the days can be counted."
    if consultation.opens_at < now:
        missed = timezone.localdate(now) - timezone.localdate(consultation.opens_at)
        days = max(days - missed.days, 0)
    least = consultation.minimum_days
    if days < least:
        return f"Keep it open for at least {least} days; these dates give {days}."
    return ""


def _decision(consultation):
    day = consultation.decision_expected_on
    if day is None:
        return "Give the day the decision is expected."
    closes = consultation.closes_at
    if closes and day <= timezone.localdate(closes):
        return "Set the decision to a day after the closing, so that answers can be considered."
    return ""


def _contact(consultation):
    if not consultation.contact_email:
        return "Give an email address for questions."
    return ""


def _questionnaire(consultation):
    questionnaire, problems = read_questionnaire(
        consultation.questionnaire_draft or {"sections": []}
    )
    if problems:
        return f"Put the questionnaire right: {problems[0][1]}"
    if not any(
        _counts(section, q) for section in questionnaire.sections for q in section.questions
    ):
        return "Ask at least one question about the strategy."
    empty = next((s for s in questionnaire.sections if not (s.questions or s.intro)), None)
    if empty:
        return f"Add a question to the section “{empty.title}”, or delete the section."
    return ""


def _counts(section, question):
    return not section.equality and question.kind not in {*ONCE, Kind.INFORMATION}
