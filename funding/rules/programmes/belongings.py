"""When criteria and indicators of a programme may change."""

from civilsociety.refusal import Refused
from funding.models import ReportedFigure, Score, Target
from funding.queries.programmes.running import undecided_round


def check_can_change_criteria(programme):
    """Raises Refused while a round is undecided: bids are scored on what applicants read."""
    if call := undecided_round(programme):
        raise Refused(
            f"{call.name} is not decided yet: its bids are scored on the criteria that applicants "
            "read. Change them when every bid is decided."
        )


def check_can_remove_criterion(criterion):
    """Raises Refused for one that a question asks about or a bid was scored on."""
    check_can_change_criteria(criterion.programme)
    if question := criterion.questions.select_related("call").first():
        raise Refused(
            f"{question.call.name} asks about it: “{question}”. What was asked stays in the record."
        )
    if Score.objects.filter(criterion=criterion).exists():
        raise Refused("Bids were scored on it, so it stays in the record.")


def check_can_remove_indicator(indicator):
    """Raises Refused for one that somebody has a target for or has reported on."""
    used = Target.objects.filter(indicator=indicator).exists()
    reported = ReportedFigure.objects.filter(indicator=indicator).exists()
    if used or reported or indicator.readings.exists():
        raise Refused("Grant holders report on it, so it stays. You can make its definition clear.")
