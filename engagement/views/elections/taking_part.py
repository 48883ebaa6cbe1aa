"""Where the sector takes part: nominating, answering a nomination, voting."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from civilsociety.accounts.access import public, signed_in
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.actions.elections import voting
from engagement.forms.elections.taking_part import (
    BallotForm,
    CandidateForm,
    NominateForm,
    WithdrawForm,
)
from engagement.queries.elections.contests import contest_name, contests_of
from engagement.queries.elections.links import (
    hash_of,
    nomination_by_link,
    voter_by_link,
)
from engagement.queries.elections.stages import words_of
from engagement.queries.elections.voters import places_of
from engagement.rules.elections import nominating as nominating_rules
from engagement.rules.elections import voting as voting_rules
from engagement.rules.elections.receipts import draw_receipt, sealed, unsealed
from engagement.views.elections.access import (
    election_or_404,
    guess_slowly,
    public_trail,
)

OWN_CHOICE = "engagement/elections/which_organisation.html"


@signed_in
@never_cache
def nominate(request, slug, pk):
    """A member puts somebody forward for their organisation."""
    election = election_or_404(request, slug, pk)
    voter, answer = _own_place(request, election, "nominate")
    return answer or _nominate(request, voter, by=request.user)


@public
@guess_slowly
@never_cache
def nominate_by_link(request, token):
    """The same by the link that was mailed to the organisation."""
    return _nominate(request, voter_by_link(token), by=None)


def _nominate(request, voter, *, by):
    now = clock.now()
    refusal = why_not(nominating_rules.check_is_open, voter.election, now=now) or why_not(
        nominating_rules.check_on_roll, voter
    )
    form = NominateForm(*(sent(request) if not refusal else ()), subject=voter, by=by, now=now)
    to = voter.election.get_absolute_url()
    return act_page(request, form, to=to, trail=_trail(voter.election), refusal=refusal)


@public
@guess_slowly
@never_cache
def candidacy(request, token):
    """The own page of a person who was nominated: their answer, their statement, what is next."""
    nomination = nomination_by_link(token)
    now, election = clock.now(), nomination.election
    if not nominating_rules.can_answer(nomination, now=now):
        context = {
            "nomination": nomination,
            "election": election,
            "contest": contest_name(election, nomination.contest),
            "words": words_of(election, now),
            "token": token,
            "trail": _trail(election),
            "may_withdraw": nominating_rules.can_withdraw(nomination, now=now),
        }
        return render(request, "engagement/elections/candidacy.html", context)
    form = CandidateForm(*sent(request), subject=nomination, by=request.user, now=now)
    return act_page(
        request,
        form,
        to=request.path,
        trail=_trail(election),
        template="engagement/elections/answer.html",
        nomination=nomination,
        election=election,
        contest=contest_name(election, nomination.contest),
    )


@public
@guess_slowly
@never_cache
def step_back(request, token):
    """A candidate steps back after all."""
    nomination = nomination_by_link(token)
    now = clock.now()
    form = WithdrawForm(*sent(request), subject=nomination, by=request.user, now=now)
    form.title = "Step back from the election"
    form.lead = (
        f"You are then no candidate for {nomination.election.group} any more. Votes already cast "
        "for you count for nobody. This cannot be undone."
    )
    refusal = why_not(nominating_rules.check_can_withdraw, nomination, now=now)
    to = reverse("engagement:candidacy", args=[token])
    return act_page(request, form, to=to, trail=_trail(nomination.election), refusal=refusal)


@signed_in
@never_cache
def vote(request, slug, pk):
    """A member casts the vote of their organisation."""
    election = election_or_404(request, slug, pk)
    voter, answer = _own_place(request, election, "vote")
    return answer or _vote(request, voter, by=request.user)


@public
@guess_slowly
@never_cache
def vote_by_link(request, token):
    """The same by the link that was mailed to the organisation."""
    voter = voter_by_link(token)
    voter.link_hash = hash_of(token)
    return _vote(request, voter, by=None)


def _vote(request, voter, *, by):
    """The ballot, the check page, and the receipt: three faces of one address.

    Nothing of a choice is kept between them but in the page itself.
    """
    now, step = clock.now(), request.POST.get("step", "")
    contests = contests_of(voter.election)
    refusal = why_not(voting_rules.check_can_vote, voter, now=now)
    if request.method == "POST" and step == "cast":
        return _cast(request, voter, contests, by=by, now=now)
    if refusal or not any(each.is_contested for each in contests):
        return _ballot_page(request, voter, None, refusal=refusal or NOBODY_HAS_TO)
    if request.method != "POST":
        return _ballot_page(request, voter, BallotForm(voter=voter, contests=contests))
    form = BallotForm(request.POST, voter=voter, contests=contests)
    if step == "change" or not form.is_valid():
        return _ballot_page(request, voter, form)
    return _check_page(request, voter, form)


NOBODY_HAS_TO = "Nobody has to vote any more: no more people stand than there are seats."


def _cast(request, voter, contests, *, by, now):
    """Casts the vote. Asked again with the same receipt, it says again that it counted."""
    form = BallotForm(request.POST, voter=voter, contests=contests)
    try:
        receipt = unsealed(voter, request.POST.get("receipt", ""))
        if voter.voted_on is None and not form.is_valid():
            return _ballot_page(request, voter, form)
        choices = form.choices() if form.is_valid() else {}
        voting.cast(voter=voter, choices=choices, receipt=receipt, by=by, now=now)
    except voting.Counted:
        pass
    except Refused as refused:
        return _ballot_page(request, voter, None, refusal=str(refused))
    context = {"voter": voter, "election": voter.election, "receipt": receipt}
    return render(request, "engagement/elections/receipt.html", context)


def _ballot_page(request, voter, form, *, refusal=""):
    context = {
        "voter": voter,
        "election": voter.election,
        "form": form,
        "contests": form.contests if form else (),
        "refusal": refusal,
        "trail": _trail(voter.election),
    }
    return render(request, "engagement/elections/ballot.html", context)


def _check_page(request, voter, form):
    receipt = draw_receipt()
    context = {
        "voter": voter,
        "election": voter.election,
        "named": form.named(),
        "carried": form.carried(),
        "receipt": receipt,
        "sealed": sealed(voter, receipt),
    }
    return render(request, "engagement/elections/check.html", context)


@public
@guess_slowly
@never_cache
def receipt_file(request):
    """A receipt as a text file, made from what the page sends: nothing is looked up."""
    receipt = "".join(
        sign for sign in request.POST.get("receipt", "")[:40] if sign.isalnum() or sign == "-"
    )
    if not receipt:
        return redirect("engagement:groups")
    title = " ".join(request.POST.get("title", "")[:200].replace("\0", "").split())
    text = f"{title}\n\nYour receipt: {receipt}\n\nKeep it to yourself: it shows how you voted.\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="receipt.txt"'
    return response


def _own_place(request, election, what):
    """(the place on the roll this person uses, None), or (None, a page that asks which)."""
    places = list(places_of(request.user, election))
    chosen = request.GET.get("organisation", "")
    found = [each for each in places if str(each.organisation_id) == chosen]
    if not chosen and len(places) == 1:
        found = places
    if found:
        return found[0], None
    context = {
        "election": election,
        "places": places,
        "what": what,
        "address": request.path,
        "trail": _trail(election),
    }
    return None, render(request, OWN_CHOICE, context)


def _trail(election):
    return public_trail(election, itself=True)
