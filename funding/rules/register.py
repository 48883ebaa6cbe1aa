"""What may leave through the register: texts that were read by today's rules of personal data."""

from dataclasses import dataclass
from hashlib import sha256

from civilsociety.refusal import Refused
from civilsociety.ui.personal import FORMS, check_no_personal_data, has_personal_data
from funding.states import AwardState

# Changes whenever the rules do, so that what older rules let through is read again.
RULES = sha256("\n".join(form.pattern for form, _ in FORMS).encode()).hexdigest()[:12]
READ = ("title", "summary", "what_changed")
# An offer that nobody accepted, or that was declined, is no award for the register.
IN_THE_REGISTER = (AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY)


def is_clean(row):
    """Whether a row of the register may be shown: nothing in its texts leads to a person."""
    if row.read_by_rules == RULES:
        return True
    return not any(has_personal_data(getattr(row, name)) for name in READ)


@dataclass(frozen=True)
class Reading:
    """The rules, for queries that let no row out unread: their name, and how a row is read."""

    rules: str = RULES
    is_clean: callable = staticmethod(is_clean)
    is_said: callable = staticmethod(lambda text: not has_personal_data(text))


READING = Reading()


def check_may_be_published(award, *, what_changed=""):
    """Raises Refused when a text of the award, or what is said of its change, leads to a person."""
    check_no_personal_data(award.title, where="the title")
    check_no_personal_data(award.summary, where="the summary")
    check_no_personal_data(what_changed, where="what changed")


def check_can_republish(award):
    """An award that is running, or that ran, can be published as it stands."""
    if award.state not in IN_THE_REGISTER:
        raise Refused(
            "It goes into the register when the organisation accepts the offer. "
            "Until then there is nothing to publish."
        )
