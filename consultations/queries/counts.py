"""What was answered, counted: per question, over one consultation or several rounds.

    found = results([first_round, second_round])
    for question in found.questions:
        question.text, question.base, question.options

These are exact counts. Nothing of them is shown to anybody but through
`consultations.queries.published`.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from consultations.models import QuestionnaireVersion, TextAnswer
from consultations.queries.tally import APART, Tally, counted, equality_tally, tallies
from consultations.questionnaire.kinds import CHOICES, ONCE, PICK_ONE, TEXTS, Kind

SINGLE, SEVERAL, NUMBER, DATE, TEXT = "single", "several", "number", "date", "text"


def shape_of(kind):
    """How answers of that kind are counted; None for what is never counted (a postcode)."""
    if kind in CHOICES:
        return SINGLE if kind in PICK_ONE else SEVERAL
    if kind in TEXTS:
        return TEXT
    return {Kind.NUMBER: NUMBER, Kind.DATE: DATE}.get(kind)


@dataclass(frozen=True)
class OptionCount:
    """One option and how many picked it."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class QuestionResult:
    """The answers to one wording of one question.

    `base` is how many answered. `wording_number` is 0 where the question was always asked
    in the same words; otherwise 1, 2, … in the order of asking, and `asked_from` says
    since when. `values` holds what a number or date question got: value → how often.
    """

    key: str
    text: str
    kind: Kind
    shape: str
    section_key: str
    section_title: str
    wording: str
    base: int = 0
    options: tuple[OptionCount, ...] = ()
    values: tuple[tuple[str, int], ...] = ()
    # How many wrote what they mean by “other”.
    others: int = 0
    wording_number: int = 0
    asked_from: datetime | None = None
    question: object = field(default=None, repr=False, compare=False)

    @property
    def anchor(self):
        """Where the question stands on a page."""
        return f"{self.key}-{self.wording_number}" if self.wording_number else self.key

    @property
    def counts(self):
        """Option key → count, in the order asked."""
        return {option.key: option.count for option in self.options}

    @property
    def labels(self):
        """Option key → words, in the order asked."""
        return {option.key: option.label for option in self.options}

    def count_of(self, any_of):
        """How many gave one of these answers; of a single choice only."""
        return sum(option.count for option in self.options if option.key in any_of)


@dataclass(frozen=True)
class Results:
    """Everything counted of one population. `responses` is how many people it holds."""

    responses: int
    questions: tuple[QuestionResult, ...]

    @cached_property
    def _by_place(self):
        return {(question.key, question.wording): question for question in self.questions}

    def find(self, key, wording):
        """The result of that wording of that question, or None."""
        return self._by_place.get((key, wording))

    def of(self, key):
        """The results of a question, one for each wording, the first asked first."""
        return [question for question in self.questions if question.key == key]

    @property
    def sections(self):
        """(title, results) for each page of the questionnaire, in order."""
        grouped = {}
        for question in self.questions:
            found = grouped.setdefault(question.section_key, (question.section_title, []))
            found[1].append(question)
        return list(grouped.values())


def results(consultations, *, filters=None):
    """The answers to these consultations, rounds added together where the wording is equal.

    `filters` narrows down whose answers are counted: see `tally.counted`.
    """
    shells = _shells(consultations)
    tally = tallies(consultations, filters=filters).get("", Tally())
    return _filled(shells, tally)


def results_by(consultations, column, *, filters=None):
    """The answers in parts: value of `column` → Results. See `tally.tallies`."""
    return whole_and_parts(consultations, column, filters=filters)[1]


def whole_and_parts(consultations, column, *, filters=None):
    """What `results` and what `results_by` give, counted in one pass over the answers."""
    shells, whole = _shells(consultations), Tally()
    parts = tallies(consultations, filters=filters, by=column)
    for tally in parts.values():
        whole.add(tally)
    return _filled(shells, whole), {part: _filled(shells, tally) for part, tally in parts.items()}


def asked_from(version):
    """The moment from which people saw this questionnaire."""
    first = version.number == 1 and version.consultation.opens_at
    return first or version.created_at


def versions_of(consultations):
    """The frozen questionnaires of these consultations, the newest first."""
    pks = [consultation.pk for consultation in consultations]
    found = QuestionnaireVersion.objects.filter(consultation__in=pks)
    return sorted(found.select_related("consultation"), key=asked_from, reverse=True)


def _shells(consultations):
    """(result without counts, versions that asked it so), in the order of the newest."""
    shells, versions = {}, defaultdict(list)
    for version in versions_of(consultations):
        for section in version.questionnaire.sections:
            for question in () if section.equality else section.questions:
                place = (question.key, question.wording)
                versions[place].append(version)
                if shape_of(question.kind) and place not in shells:
                    shells[place] = _shell(section, question)
    dated = {place: asked_from(versions[place][-1]) for place in shells}
    return [
        (replace(shells[place], asked_from=dated[place], wording_number=number), versions[place])
        for place, number in _in_order(shells, dated)
    ]


def _in_order(shells, dated):
    """Each question once, its wordings together, numbered where there are several."""
    wordings = defaultdict(list)
    for place in shells:
        wordings[place[0]].append(place)
    for places in wordings.values():
        oldest_first = sorted(places, key=dated.get)
        for number, place in enumerate(oldest_first, start=1):
            yield place, number if len(places) > 1 else 0


def _shell(section, question):
    return QuestionResult(
        key=question.key,
        text=question.text,
        kind=question.kind,
        shape=shape_of(question.kind),
        section_key=section.key,
        section_title=section.title,
        wording=question.wording,
        question=question,
    )


def _filled(shells, tally):
    questions = tuple(
        _fill(shell, [version.pk for version in versions], tally) for shell, versions in shells
    )
    return Results(sum(tally.responses.values()), questions)


def equality_results(consultations):
    """The answers to the equality questions, in their newest words.

    They are kept apart from the responses, without the version that asked them, so they
    can neither be narrowed down nor split by wording.
    """
    tally, questions = equality_tally(consultations), {}
    for version in versions_of(consultations):
        for section in version.questionnaire.sections:
            for question in section.questions if section.equality else ():
                if shape_of(question.kind):
                    questions.setdefault(question.key, _shell(section, question))
    filled = tuple(_fill(shell, [APART], tally) for shell in questions.values())
    return Results(tally.responses[APART], filled)


def _fill(shell, versions, tally):
    places = [(version, shell.key) for version in versions]
    if shell.shape == TEXT:
        return replace(shell, base=sum(tally.wrote[place] for place in places))
    picked = defaultdict(int)
    for place in places:
        for option, number in tally.picked[place].items():
            picked[option] += number
    base = sum(tally.answered[place] for place in places)
    if shell.shape in {NUMBER, DATE}:
        return replace(shell, base=base, values=tuple(sorted(picked.items())))
    others = sum(tally.wrote[version, f"{key}__other"] for version, key in places)
    return replace(shell, base=base, options=_options(shell.question, picked), others=others)


def _options(question, picked):
    """Every option in order; at the end what was stored under a key nobody offers."""
    offered = {option.key: option.label for option in question.all_options}
    strays = {key: key for key in sorted(picked) if key not in offered}
    return tuple(
        OptionCount(key, label, picked.get(key, 0)) for key, label in (offered | strays).items()
    )


def figure(finding_figure, consultations):
    """(count, base) of a figure that a finding states, over the rounds it speaks of.

    * without a question: how many of all responses pass the filters;
    * with a question and options: how many of those who answered it gave one of them;
    * with a question alone: how many of all responses (that pass the filters) answered it;
    * with a theme: how many of those who wrote an answer (to the question, or to any) made
      the point.

    A question that was asked in several wordings counts in its newest wording only, unless
    it asks who the respondent is.
    """
    rounds = consultations if finding_figure.all_rounds else [finding_figure.finding.consultation]
    everyone, some = counted(rounds), counted(rounds, finding_figure.filters)
    if finding_figure.theme_id:
        return _theme_figure(finding_figure, some)
    if not finding_figure.question_key:
        return some.count(), everyone.count()
    in_wording = some.filter(version__in=_newest_wording(finding_figure.question_key, rounds))
    answered = in_wording.filter(_has_answered(finding_figure.question_key))
    if not finding_figure.any_of:
        return answered.count(), in_wording.count()
    gave = answered.filter(_gave(finding_figure.question_key, finding_figure.any_of))
    return gave.count(), answered.count()


def _has_answered(key):
    wrote = TextAnswer.objects.filter(response=OuterRef("pk"), question_key=key)
    return Q(choices__has_key=key) | Exists(wrote)


def _gave(key, any_of):
    wanted = Q()
    for option in any_of:
        wanted |= Q(choices__contains={key: option}) | Q(choices__contains={key: [option]})
    return wanted


def _newest_wording(key, rounds):
    """The versions that asked the question as it was asked last."""
    asking = [v for v in versions_of(rounds) if key in v.questionnaire.by_key]
    if not asking:
        return []
    newest = asking[0].questionnaire.by_key[key]
    if newest.kind in ONCE:
        return asking
    return [v for v in asking if v.questionnaire.by_key[key].wording == newest.wording]


def _theme_figure(finding_figure, responses):
    texts = TextAnswer.objects.filter(response=OuterRef("pk"))
    if finding_figure.question_key:
        texts = texts.filter(question_key=finding_figure.question_key)
    coded = texts.filter(codings__theme=finding_figure.theme_id)
    return responses.filter(Exists(coded)).count(), responses.filter(Exists(texts)).count()
