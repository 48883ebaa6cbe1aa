"""Who has scored a bid, and what came of it; unseen until all are in."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch

from funding.models import Assessment, Criterion, ModeratedScore, Score
from funding.queries.judging.scoring import Spread, mean, order_key, score_of, spread_of
from funding.states import AssessmentState


@dataclass(frozen=True)
class Standing:
    """How the assessment of one bid stands. Points, score and spread are there once all are in.

    `points` is {criterion id: what counts}: the moderated points, else the mean.
    """

    application: object
    criteria: list
    assessments: list
    points: dict = field(default_factory=dict)
    score: Decimal | None = None
    spread: Spread | None = None
    moderated: dict = field(default_factory=dict)

    @property
    def all_in(self):
        """Whether everybody who was drawn has sent their scores."""
        return self.score is not None

    @property
    def sent(self):
        """How many have sent their scores."""
        return sum(each.state == AssessmentState.SCORED for each in self.assessments)

    @property
    def is_ready(self):
        """Whether it may go on a panel paper."""
        return self.all_in and self.spread.is_settled

    @property
    def order_key(self):
        """What its rank is found by."""
        bid = self.application
        return order_key(
            self.score,
            self.points,
            self.criteria,
            requested_pence=bid.requested_pence,
            submitted_at=bid.submitted_at,
            pk=bid.pk,
        )

    @property
    def rows(self):
        """For a table: (criterion, [each assessor's Score], what counts, moderated or None)."""
        by_card = [{s.criterion_id: s for s in each.scores.all()} for each in self.assessments]
        return [
            (
                each,
                [card.get(each.pk) for card in by_card],
                shown(self.points.get(each.pk)),
                self.moderated.get(each.pk),
            )
            for each in self.criteria
        ]

    @property
    def totals(self):
        """Each assessor's score out of 100."""
        return [score_of(card, self.criteria) for card in _cards(self.assessments)]


def shown(points):
    """Points as people write them: 3, 3.5, 3.67."""
    if points is None:
        return ""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")


def standings(applications):
    """The Standing of each bid, in the order given; the same few queries for any number."""
    bids = list(
        applications.select_related("call__programme", "organisation").prefetch_related(
            Prefetch("assessments", _standing_assessments()),
            Prefetch("moderated_scores", ModeratedScore.objects.select_related("by")),
        )
    )
    criteria = {}
    for each in Criterion.objects.filter(programme__in={b.call.programme_id for b in bids}):
        criteria.setdefault(each.programme_id, []).append(each)
    return [_standing(bid, criteria.get(bid.call.programme_id, [])) for bid in bids]


def standing_of(application):
    """The Standing of one bid."""
    return standings(type(application).objects.filter(pk=application.pk))[0]


def _standing_assessments():
    kept = Assessment.objects.exclude(state=AssessmentState.STOOD_DOWN)
    scores = Prefetch("scores", Score.objects.select_related("criterion"))
    return kept.select_related("assessor").prefetch_related(scores).order_by("pk")


def _cards(assessments):
    return [
        {score.criterion_id: score.points for score in each.scores.all()} for each in assessments
    ]


def _are_whole(cards, criteria):
    """Whether every card has points on every criterion there is now."""
    return all(card.get(each.pk) is not None for card in cards for each in criteria)


def _standing(bid, criteria):
    assessments = list(bid.assessments.all())
    cards = _cards(assessments)
    sent = all(each.state == AssessmentState.SCORED for each in assessments)
    if not (assessments and criteria and sent and _are_whole(cards, criteria)):
        return Standing(bid, criteria, assessments)
    moderated = {each.criterion_id: each for each in bid.moderated_scores.all()}
    points = {
        each.pk: moderated[each.pk].points
        if each.pk in moderated
        else mean([card[each.pk] for card in cards])
        for each in criteria
    }
    return Standing(
        bid,
        criteria,
        assessments,
        points,
        score_of(points, criteria),
        spread_of(cards, criteria, moderated),
        moderated,
    )
