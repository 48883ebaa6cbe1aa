"""What goes when somebody closes their account."""

from django.db import transaction

from engagement.actions.elections.parting import let_go_of_nominations
from engagement.actions.groups.parting import leave_groups
from engagement.actions.notices.parting import forget_address
from engagement.actions.reviews.parting import let_go_of_comments
from strategy.actions.measures.parting import let_go_of_measures
from strategy.actions.word.parting import forget_officer


@transaction.atomic
def let_go(user):
    """Lets go of what is this person's; returns names in the record of what spoke of them."""
    forget_address(user)
    forget_officer(user)
    let_go_of_measures(user)
    return [*let_go_of_nominations(user), *leave_groups(user), *let_go_of_comments(user)]
