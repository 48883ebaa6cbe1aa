"""What assessors thought of a bid, in words an applicant can use."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from funding.models import Criterion, Score
from funding.queries.judging.scoring import POINTS
from funding.states import AssessmentState


@dataclass(frozen=True)
class CriterionScore:
    """One criterion and the points it got, 0 to 5; None where nobody scored it."""

    criterion: Criterion
    points: Decimal | None

    @property
    def words(self):
        """The points as an applicant reads them: in the words the assessors had before them.

        A mean is told by the nearest whole points, halves up.
        """
        if self.points is None:
            return "not scored"
        _, name, meaning = POINTS[int(self.points.quantize(Decimal(1), ROUND_HALF_UP))]
        return f"{name}. {meaning}"

    @property
    def figure(self):
        """The points to one place, without needless ones: 4, 3.5."""
        if self.points is None:
            return ""
        return f"{self.points.quantize(Decimal('0.1'), ROUND_HALF_UP).normalize():f}"


def scores_of(application):
    """A bid's scores by criterion, in the order of the programme's criteria.

    What the assessors agreed on together counts; else the mean of those who scored. Empty when
    nobody scored the bid at all.
    """
    given = {}
    scored = Score.objects.filter(
        assessment__application=application,
        assessment__state=AssessmentState.SCORED,
        points__isnull=False,
    )
    for criterion, points in scored.values_list("criterion", "points"):
        given.setdefault(criterion, []).append(points)
    moderated = dict(application.moderated_scores.values_list("criterion", "points"))
    found = [
        CriterionScore(criterion, _points(criterion.pk, moderated, given))
        for criterion in application.call.programme.criteria.all()
    ]
    return found if any(score.points is not None for score in found) else []


def _points(criterion, moderated, given):
    if criterion in moderated:
        return Decimal(moderated[criterion])
    if not (points := given.get(criterion)):
        return None
    return Decimal(sum(points)) / len(points)


def scores_in_words(application):
    """A bid's scores as lines of a letter, or what stands there without any."""
    lines = [f"- {score.criterion.name}: {score.words}" for score in scores_of(application)]
    return "\n".join(lines) or "Your application was not scored."
