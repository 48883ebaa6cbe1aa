"""How much a pledge may be: the arithmetic of the pledge rules, in pence, in this one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What each rule allows of us (pence), each rounded down to the penny.

    `cap` is the most for any project, `share` our share of the target, `together` what all
    public pledges may be, `public` what other public funders pledged of that.
    """

    cap: int
    share: int
    together: int
    public: int

    @property
    def own(self):
        """What we would pledge if no other public funder had."""
        return min(self.cap, self.share)

    @property
    def room(self):
        """What the common limit of public pledges leaves us."""
        return max(self.together - self.public, 0)

    @property
    def most(self):
        """The most we may pledge."""
        return min(self.own, self.room)


def limits(*, target, public, cap, share_percent, together_percent):
    """The limits for a target, when other public funders pledged `public` (all in pence)."""
    return Limits(
        cap=cap,
        share=target * share_percent // 100,
        together=target * together_percent // 100,
        public=public,
    )


def limits_of(project, rules):
    """The limits of a project's pledge under its programme's rules."""
    return limits(
        target=project.target_pence,
        public=project.public_pence,
        cap=rules.cap_pence,
        share_percent=rules.cap_percent,
        together_percent=rules.public_percent,
    )


def rules_of(programme):
    """The pledge rules of a programme, or None where nobody has set them."""
    return getattr(programme, "pledge_rules", None)


def is_above_limits(project):
    """Whether a pledge of ours is more than the rules allow now, another funder having joined."""
    rules = rules_of(project.programme)
    return bool(rules) and project.ours_pence > limits_of(project, rules).most
