"""What committees said, as origins of a change: at a step of the pathway, or before a decision."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.decisions.models import Comment, Decision
from civilsociety.ui.words import uk_date
from strategy.models import ChangeOrigin, Step, Version
from strategy.slots import Origin

STEP, COMMENT = "strategy.step:", "decisions.comment:"
LONGEST = 300
LARGEST_NUMBER = 2**63 - 1


def said_by_committees(version, user):
    """What a change of this version can go back to, where it was said before a committee.

    Steps of this strategy's pathway with their outcome; comments in published decisions.
    """
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    steps = Step.objects.filter(version__strategy=version.strategy_id).exclude(body="")
    comments = Comment.objects.filter(decision__in=_published()).select_related("decision")
    return [
        *(_from_step(step) for step in steps.order_by("on", "pk")),
        *(_from_comment(comment) for comment in comments),
    ]


def _published():
    return Decision.objects.latest_versions()


def _from_step(step):
    words = f"{step.body}, {uk_date(step.on)}"
    words += f": {step.outcome}" if step.outcome else ""
    return Origin(ChangeOrigin.Kind.COMMITTEE, f"{STEP}{step.pk}", cut(words))


def _from_comment(comment):
    words = f"{comment.committee}, {uk_date(comment.on)}: {comment.said}"
    return Origin(ChangeOrigin.Kind.COMMITTEE, f"{COMMENT}{comment.pk}", cut(words))


def cut(text):
    """The text on one line, ended between two words where it is longer than an origin may be."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 2].rpartition(" ")[0] + " …"


def addresses(references, user):
    """Where what committees said is to be read (pairs of reference and address)."""
    steps, comments = numbers_in(references, STEP), numbers_in(references, COMMENT)
    found = []
    if steps:
        visible = Version.objects.visible_to(user)
        rows = Step.objects.filter(pk__in=steps, version__in=visible)
        for step in rows.select_related("version__strategy"):
            page = reverse("strategy:pathway", args=[step.version.strategy.slug])
            found.append((f"{STEP}{step.pk}", page))
    if comments:
        rows = Comment.objects.filter(pk__in=comments, decision__in=_published())
        for comment in rows.select_related("decision"):
            found.append((f"{COMMENT}{comment.pk}", comment.decision.get_absolute_url()))
    return found


def numbers_in(references, prefix):
    """The row numbers in references that begin with `prefix`."""
    rests = (each.removeprefix(prefix) for each in references if each.startswith(prefix))
    numbers = (int(rest) for rest in rests if rest.isascii() and rest.isdecimal())
    return [number for number in numbers if number <= LARGEST_NUMBER]
