"""Roles: who holds them, in prose, and what each one may do."""

from dataclasses import dataclass

from civilsociety.accounts.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A set of permissions with a name people use and a description of who holds it."""

    key: str
    name: str
    description: str
    permissions: frozenset[P]
    needs_second_factor: bool = False

    @property
    def permissions_in_order(self):
        """What the role allows, in the order of the catalogue."""
        return [permission for permission in P if permission in self.permissions]


def _role(key, name, description, *permissions, second_factor=False):
    return Role(key, name, description, frozenset(permissions), second_factor)


RESPONDENT = _role(
    "respondent",
    "Respondent",
    "Anyone who signs in to answer a consultation for themselves or for an organisation. "
    "Everybody with an account holds this role; it never has to be given.",
)
STEERING_GROUP_MEMBER = _role(
    "steering_group_member",
    "Steering group member",
    "A person from the social sector who sits on the VCSE Steering Group and reads drafts "
    "of the strategy before they are published. Not an employee of the council.",
    P.REVIEW_DRAFTS,
)
CONSULTATION_OFFICER = _role(
    "consultation_officer",
    "Consultation officer",
    "A council officer who prepares consultations, runs them, reads the responses, "
    "writes what the council says back and drafts the decisions that follow; looks after the "
    "strategy and the groups that review it.",
    P.OPEN_OFFICERS_PAGES,
    P.USE_ADMIN,
    P.MANAGE_CONSULTATIONS,
    P.READ_RESPONSES,
    P.ENTER_RESPONSES,
    P.PUBLISH_REPORTS,
    P.MANAGE_STRATEGY,
    P.REVIEW_DRAFTS,
    P.MANAGE_ENGAGEMENT,
    P.MANAGE_ORGANISATIONS,
    P.PREPARE_DECISIONS,
    second_factor=True,
)
FUNDING_OFFICER = _role(
    "funding_officer",
    "Funding officer",
    "A council officer who runs funding programmes, proposes where the money goes and drafts "
    "the decisions it needs. Does not see who answered a consultation.",
    P.OPEN_OFFICERS_PAGES,
    P.USE_ADMIN,
    P.READ_BUDGET,
    P.MANAGE_FUNDING,
    P.ASSESS_APPLICATIONS,
    P.PREPARE_DECISIONS,
    P.MANAGE_ORGANISATIONS,
    second_factor=True,
)
ASSESSOR = _role(
    "assessor",
    "Assessor",
    "A person from the council, a partner or the social sector who scores applications for "
    "funding and may sit on the panel. Sees only the bids they were given, and none in which "
    "they declared an interest.",
    P.OPEN_OFFICERS_PAGES,
    P.ASSESS_APPLICATIONS,
    second_factor=True,
)
BUDGET_HOLDER = _role(
    "budget_holder",
    "Budget holder",
    "The senior officer who answers for the framework budget and approves each movement "
    "that somebody else has proposed.",
    P.OPEN_OFFICERS_PAGES,
    P.USE_ADMIN,
    P.READ_BUDGET,
    P.HOLD_BUDGET,
    second_factor=True,
)
DECISION_MAKER = _role(
    "decision_maker",
    "Decision-maker",
    "A Cabinet Member, or an officer with delegated authority, who takes executive "
    "decisions, publishes them and reads what they rest on.",
    P.OPEN_OFFICERS_PAGES,
    P.READ_BUDGET,
    P.PREPARE_DECISIONS,
    P.MAKE_DECISIONS,
    P.REVIEW_DRAFTS,
    second_factor=True,
)
ADMINISTRATOR = _role(
    "administrator",
    "Administrator",
    "The person who keeps the service running: gives and ends roles, mends organisations, "
    "reads the audit record. Does not publish and does not move money.",
    P.OPEN_OFFICERS_PAGES,
    P.USE_ADMIN,
    P.MANAGE_PEOPLE,
    P.MANAGE_ORGANISATIONS,
    P.READ_BUDGET,
    P.READ_AUDIT,
    second_factor=True,
)

ROLES = {
    role.key: role
    for role in (
        RESPONDENT,
        STEERING_GROUP_MEMBER,
        CONSULTATION_OFFICER,
        FUNDING_OFFICER,
        ASSESSOR,
        BUDGET_HOLDER,
        DECISION_MAKER,
        ADMINISTRATOR,
    )
}
