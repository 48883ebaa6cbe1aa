"""When a report may be written, sent, read, moved to another day."""

from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import pounds
from funding.queries.awards import standing_of
from funding.queries.running.underspend import LAST_KINDS
from funding.states import AwardState, ReportState

__all__ = ["LAST_KINDS", "UNSENT"]

UNSENT = (ReportState.DUE, ReportState.SENT_BACK)

REPORTING = (AwardState.ACCEPTED, AwardState.ENDED_EARLY)


def check_can_write(*, report):
    """Raises Refused unless the grant holder can write in it now."""
    if report.award.state not in REPORTING:
        raise Refused("This award is over, and so are its reports.")
    if report.state == ReportState.SENT:
        raise Refused("You have sent this report. We read it and write to you.")
    if report.state not in UNSENT:
        raise Refused(f"This report is closed: {report.get_state_display().lower()}.")


def check_can_send(*, report, story, spent_pence):
    """Raises Refused for a report that cannot be sent as it is."""
    check_can_write(report=report)
    check_no_personal_data(story, where="the story")
    most = standing_of(report.award)
    if spent_pence is not None and spent_pence > most.now:
        raise Refused(
            f"The grant is {pounds(most.now)}, so not more than that can be spent of it. Leave "
            "out what was paid from other money."
        )


def check_can_read(*, report):
    """Raises Refused unless there is a sent report to be accepted or sent back."""
    if report.state != ReportState.SENT:
        raise Refused(f"There is nothing to read: {report.get_state_display().lower()}.")


def check_can_move(*, report):
    """Raises Refused unless the report is still waited for; its day may be moved to any day."""
    if report.award.state not in REPORTING or report.state not in UNSENT:
        raise Refused(f"This report is not waited for: {report.get_state_display().lower()}.")


def check_can_excuse(*, report):
    """Raises Refused unless we wait for this report and may do without it."""
    check_can_move(report=report)


def check_can_ask_again(*, report):
    """Raises Refused unless the report was excused and the award still runs."""
    if report.state != ReportState.EXCUSED:
        raise Refused("This report was not excused.")
    if report.award.state not in REPORTING:
        raise Refused("This award is over, and so are its reports.")
