"""Members' own pages: what waits for them, how they are shown, their interests."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.accounts.access import signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.groups.members import EndInterestForm, EntryForm, InterestForm
from engagement.models import Interest
from engagement.queries.groups.membership import group_for_member, members_on, term_of
from engagement.slots import member_panels
from engagement.views.groups.access import term_or_404


@signed_in
def front(request, slug):
    """What waits for this member, their term and interests, and the other members."""
    today = clock.today()
    group = group_for_member(request, slug, today)
    term = term_of(request.user, group, today)
    context = {
        "group": group,
        "trail": [("Groups", reverse("engagement:groups")), *_public_page(group)],
        "term": term,
        "interests": term.interests.order_by("ended_on", "declared_at") if term else (),
        "members": members_on(group, today),
        "panels": member_panels.fill(group, request.user, today),
    }
    return render(request, "engagement/groups/members.html", context)


def _public_page(group):
    return [(str(group), group.get_absolute_url())]


@signed_in
def entry(request, slug, pk):
    """How a member is shown. Theirs alone, and open after their term, to take consent back."""
    term = term_or_404(slug, pk)
    if term.user_id != request.user.pk:
        raise Http404
    form = EntryForm(*sent(request), subject=term, by=request.user, now=clock.now())
    runs = term.starts_on <= clock.today() <= term.last_day
    to = _front(term.seat.group) if runs else reverse("accounts:home")
    trail = _trail(term.seat.group) if runs else [("Your account", to)]
    return act_page(request, form, to=to, trail=trail)


@signed_in
def declare(request, slug, pk):
    """Declares an interest: the member, or an officer who was told of it."""
    term = _running_term(request, slug, pk)
    form = InterestForm(*sent(request), subject=term, by=request.user, now=clock.now())
    group = term.seat.group
    return act_page(request, form, to=_after(request, term), trail=_trail(group))


@signed_in
def end(request, slug, pk):
    """Says that an interest is over."""
    found = Interest.objects.select_related("term__seat__group")
    interest = get_object_or_404(found, term__seat__group__slug=slug, pk=pk)
    term = _running_term(request, slug, interest.term_id)
    form = EndInterestForm(
        *sent(request),
        subject=interest,
        by=request.user,
        now=clock.now(),
        initial={"on": clock.today()},
    )
    to, trail = _after(request, term), _trail(term.seat.group)
    return act_page(request, form, to=to, trail=trail)


def _running_term(request, slug, pk):
    """A term that runs, for its holder and for officers."""
    term = term_or_404(slug, pk)
    runs = term.starts_on <= clock.today() <= term.last_day
    own = term.user_id == request.user.pk and runs
    if not (own or request.user.may(Permission.MANAGE_ENGAGEMENT)):
        raise Http404
    return term


def _after(request, term):
    if term.user_id == request.user.pk:
        return _front(term.seat.group)
    return reverse("engagement:manage_group", args=[term.seat.group.slug])


def _front(group):
    return reverse("engagement:group_members", args=[group.slug])


def _trail(group):
    return [("Groups", reverse("engagement:groups")), (f"{group}: members", _front(group))]
