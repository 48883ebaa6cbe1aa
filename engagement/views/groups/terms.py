"""Officers' acts on a term: renew, move its last day, end it, correct who holds it."""

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.groups.terms import CorrectPersonForm, EndTermForm, ExtendForm, RenewForm
from engagement.rules.groups.terms import check_has_not_ended
from engagement.views.groups.access import BASE, officers, page_of, term_or_404, trail_of


def _act(request, slug, pk, form_class, *, ended_too=False):
    term = term_or_404(slug, pk)
    group = term.seat.group
    refusal = "" if ended_too else why_not(check_has_not_ended, term)
    form = form_class(*sent(request), subject=term, by=request.user, now=clock.now())
    return act_page(
        request, form, to=page_of(group), trail=trail_of(group), refusal=refusal, **BASE
    )


@officers
def renew(request, slug, pk):
    """One term more for the same person."""
    return _act(request, slug, pk, RenewForm)


@officers
def extend(request, slug, pk):
    """Another last day."""
    return _act(request, slug, pk, ExtendForm)


@officers
def end(request, slug, pk):
    """Ends a term early."""
    return _act(request, slug, pk, EndTermForm)


@officers
def correct(request, slug, pk):
    """Corrects a member's name, address, organisation and consent."""
    return _act(request, slug, pk, CorrectPersonForm, ended_too=True)
