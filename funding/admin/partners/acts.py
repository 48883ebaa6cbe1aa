"""What an officer can do next with a partner's award, its milestones and its lists."""

from funding.admin.pages import OFFICERS, act
from funding.rules.partners import pilots, regrants


def acts_for_award(user, award):
    """What can be done with an award here."""
    acts = []
    if regrants.is_regrant(award):
        check = regrants.check_takes_onward_grants
        acts.append(
            act(user, OFFICERS, "Bring in onward grants", "import_of_award", row=award,
                check=check, award=award)
        )  # fmt: skip
    if pilots.is_pilot(award):
        check = pilots.check_can_set_milestone
        acts.append(
            act(user, OFFICERS, "Add a milestone", "milestone_of_award", row=award,
                check=check, award=award)
        )  # fmt: skip
    return acts


def acts_for_milestone(user, milestone):
    """What can become of a milestone."""
    answer, change = pilots.check_can_answer, pilots.check_can_change_milestone
    return [
        act(user, OFFICERS, label, name, row=milestone, check=check, milestone=milestone)
        for label, name, check in (
            ("Accept it", "accept_of_milestone", answer),
            ("Send it back", "back_of_milestone", answer),
            ("Change it", "edit_of_milestone", change),
            ("Take it out", "remove_of_milestone", change),
        )
    ]


def acts_for_import(user, job):
    """What can be done with a list that was read."""
    check = regrants.check_can_apply
    return [act(user, OFFICERS, "Bring it in", "confirm_of_import", row=job, check=check, job=job)]


def acts_for_grant(user, grant):
    """What can be done with an onward grant."""
    check = regrants.check_can_remove
    return [
        act(user, OFFICERS, "Take it out", "remove_of_grant", row=grant, check=check, grant=grant)
    ]
