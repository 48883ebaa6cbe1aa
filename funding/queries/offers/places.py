"""On pages of others: what awards, offers and letters put there."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, uk_date
from funding.models import AssistanceNotice, Condition, Letter
from funding.queries.offers.bids import to_award
from funding.queries.offers.holding import awards_of
from funding.queries.offers.rounds import hidden_from, rounds_with_letters
from funding.states import AssistanceState, AwardState, LetterState

MOST_ROWS = 5


def tasks_for(user):
    """What waits for this person (Tasks)."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    return [*_to_award(user), *_to_write(user), *_unreached(user), *_overdue(user)]


def _to_award(user):
    count = to_award().shown_to(user).count()
    if count:
        yield Task(
            title=f"Award {plural(count, 'bid')} the panel decided to fund",
            url=reverse("admin:funding_award_changelist"),
            detail="Each needs a confirmed notice of financial assistance, or the reason why not.",
        )
    over = _seen(AssistanceNotice.objects.filter(state=AssistanceState.OVER), user).count()
    if over:
        address = reverse("admin:funding_assistancenotice_changelist")
        yield Task(
            title=f"Settle {plural(over, 'notice')} over the limit of financial assistance",
            url=f"{address}?state__exact={AssistanceState.OVER}",
        )


def _to_write(user):
    for call in rounds_with_letters(user):
        if call.to_write:
            yield Task(
                title=f"Send {plural(call.to_write, 'letter')} of {call}",
                url=reverse("funding:letters", args=[call.pk]),
                due=f"They hear by {uk_date(call.decision_by)}",
                urgent=call.decision_by <= clock.today(),
            )


def _unreached(user):
    letters = _seen(Letter.objects.filter(state=LetterState.REFUSED), user)
    for batch in letters.order_by().values_list("batch", flat=True).distinct():
        yield Task(
            title="Letters could not be delivered",
            url=reverse("funding:letter_batch", args=[batch]),
            detail="No mail server took them. Find another address.",
            urgent=True,
        )


def _overdue(user):
    late = Condition.objects.filter(
        met_on=None,
        due_on__lt=clock.today(),
        award__state__in=[AwardState.OFFERED, AwardState.ACCEPTED],
    )
    count = _seen(late, user).count()
    if count:
        yield Task(
            title=f"Look after {plural(count, 'condition')} past the day",
            url=f"{reverse('admin:funding_condition_changelist')}?stands=late",
        )


def _seen(rows, user):
    """Without what came of a bid in which this person declared an interest."""
    return rows.exclude(application__in=hidden_from(user))


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    found = []
    if user.may(Permission.MANAGE_FUNDING) or user.may(Permission.HOLD_BUDGET):
        summary = "Every award: money by source, conditions, offers."
        url = reverse("admin:funding_award_changelist")
        found.append(Card(title="Awards", url=url, summary=summary))
    if user.may(Permission.MANAGE_FUNDING):
        summary = "Offers and refusals of a round: merged, looked at, sent."
        found.append(Card("Letters", reverse("funding:letter_rounds"), summary=summary))
    return found


def public_addresses():
    """Addresses of public pages, for search engines."""
    return []


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    return []


def section_for(user):
    """A person's account: the grants they hold with others."""
    held = list(awards_of(user)[: MOST_ROWS + 1])
    waiting = AssistanceNotice.objects.filter(
        state=AssistanceState.SENT,
        application__colleagues__person=user,
        application__colleagues__left_at=None,
    ).select_related("application")
    if not held and not waiting:
        return []
    rows = [
        (f"Confirm what help you had, for {notice.application.title}",
         reverse("funding:assistance", args=[notice.pk]))
        for notice in waiting
    ]  # fmt: skip
    rows += [(_in_words(award), award.get_absolute_url()) for award in held[:MOST_ROWS]]
    more = ("All your grants", reverse("funding:awards"))
    return [Section(title="Your grants", rows=rows, more=more if held else ())]


def _in_words(award):
    return f"{award.title}: {award.outside_state.lower()}"
