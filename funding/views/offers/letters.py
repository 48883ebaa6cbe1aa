"""Letters of a round, for officers: who is to have one, each looked at, sent, followed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.words import plural
from funding.actions import offers
from funding.forms.offers.letters import AnswerByForm, LetterTextForm
from funding.models import Call, LetterBatch
from funding.models.choices import LetterKind
from funding.queries.offers.letters import addresses_of, kind_of, without_letter
from funding.queries.offers.merging import merged, values_for
from funding.queries.offers.rounds import letters_in, rounds_with_letters
from funding.queries.offers.texts import texts_of
from funding.rules.offers.letters import what_is_missing
from funding.states import LetterState
from funding.views.shared import OFFICERS, act_page

ON_A_PAGE = 50
LONGEST = 18  # digits of a number the database can hold
ROUNDS = ("Letters", "/officers/funding/letters/")


@requires(Permission.MANAGE_FUNDING)
def letter_rounds(request):
    """The rounds with decided bids, and what is still to be written for each."""
    page = Paginator(rounds_with_letters(request.user), ON_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    context = {"page": page, "trail": OFFICERS}
    return render(request, "funding/offers/letter_rounds.html", context)


@requires(Permission.MANAGE_FUNDING)
def letters(request, pk):
    """Who of a round is to have a letter; what holds some back; what is out."""
    call = _call(pk)
    rows = _rows(without_letter(call, request.user))
    asked = _bids_in(request.GET)
    form = AnswerByForm(request.GET) if "look" in request.GET else AnswerByForm()
    if "look" in request.GET and form.is_valid() and asked:
        return redirect(_looking(call, sorted(asked), form.cleaned_data["accept_by"]))
    batches = call.letter_batches.select_related("requested_by")
    context = {
        "call": call,
        "rows": rows,
        "ready": sum(not row["missing"] for row in rows),
        "chosen": asked if "look" in request.GET else None,
        "nobody": "look" in request.GET and not asked,
        "form": form,
        "texts": [(kind.label, reverse("funding:letter_text", args=[pk, kind]))
                  for kind in LetterKind],
        "batches": Paginator(batches, ON_A_PAGE).get_page(request.GET.get("page")),
        "trail": [*OFFICERS, ROUNDS],
    }  # fmt: skip
    return render(request, "funding/offers/letters.html", context)


def _call(pk):
    return get_object_or_404(Call.objects.select_related("programme"), pk=pk)


def _rows(bids):
    return [
        {
            "bid": bid,
            "kind": LetterKind(kind_of(bid)).label,
            "addresses": addresses_of(bid),
            "missing": what_is_missing(bid),
        }
        for bid in bids
    ]


def _looking(call, pks, accept_by):
    bids = "&".join(f"bid={pk}" for pk in pks)
    return f"{reverse('funding:letters_preview', args=[call.pk])}?accept_by={accept_by}&{bids}"


@requires(Permission.MANAGE_FUNDING)
def letters_preview(request, pk):
    """The chosen letters, one to a page, word for word; then they are sent together."""
    call = _call(pk)
    given = request.POST if request.method == "POST" else request.GET
    bids, form = _chosen(call, request.user, given), AnswerByForm(_day(given))
    if not bids or not form.is_valid():
        messages.error(request, "Choose who is to have a letter, and the last day to answer.")
        return redirect("funding:letters", pk=pk)
    accept_by = form.cleaned_data["accept_by"]
    if request.method == "POST" and (batch := _make(request, call, bids, accept_by)):
        return redirect("funding:letter_batch", pk=batch.pk)
    page = Paginator(bids, 1).get_page(given.get("page"))
    bid = page.object_list[0]
    context = {
        "call": call,
        "bids": bids,
        "page": page,
        "bid": bid,
        "accept_by": accept_by,
        "held_back": [each for each in bids if what_is_missing(each)],
        "trail": [*OFFICERS, ROUNDS, (str(call), reverse("funding:letters", args=[pk]))],
        **_letter(bid, accept_by),
    }
    return render(request, "funding/offers/letters_preview.html", context)


def _day(given):
    """The last day as the address carries it (2022-01-31), as the form reads it."""
    year, _, rest = given.get("accept_by", "")[:10].partition("-")
    month, _, day = rest.partition("-")
    return {"accept_by_day": day, "accept_by_month": month, "accept_by_year": year}


def _chosen(call, user, given):
    return list(without_letter(call, user).filter(pk__in=_bids_in(given)))


def _bids_in(given):
    """The numbers of bids somebody chose; what can be no number of a bid is left out."""
    return {
        int(n) for n in given.getlist("bid") if n.isascii() and n.isdigit() and len(n) <= LONGEST
    }


def _make(request, call, bids, accept_by):
    try:
        batch = offers.make_letters(
            call=call, applications=bids, accept_by=accept_by, by=request.user, now=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    words = f"{plural(batch.total, 'letter')} went to the worker. This page shows how far it is."
    messages.success(request, words)
    return batch


def _letter(bid, accept_by):
    """One letter as it would be sent, and what is missing."""
    kind, missing = kind_of(bid), what_is_missing(bid)
    text = texts_of(bid.call)[kind]
    words = merged(
        subject=text.subject,
        body=text.body,
        values=values_for(bid, kind, accept_by=accept_by),
    )
    return {
        "kind": LetterKind(kind).label,
        "words": words,
        "missing": missing,
        "addresses": addresses_of(bid),
    }


@requires(Permission.MANAGE_FUNDING)
def letter_text(request, pk, kind):
    """What a letter of a kind says for a round, with the fields there are."""
    if kind not in LetterKind:
        raise Http404
    call = _call(pk)
    back = reverse("funding:letters", args=[pk])
    form = LetterTextForm(
        request.POST or None, subject=call, by=request.user, now=clock.now(), kind=kind
    )
    return act_page(
        request,
        form,
        to=back,
        trail=[*OFFICERS, ROUNDS, (str(call), back)],
        base="officers/base.html",
        after="funding/offers/parts/merge_fields.html",
    )


@requires(Permission.MANAGE_FUNDING)
def letter_batch(request, pk):
    """How far a batch is, each letter, and what to do about those that were not taken."""
    batch = get_object_or_404(LetterBatch.objects.select_related("call__programme"), pk=pk)
    rows = letters_in(batch, request.user)
    context = {
        "batch": batch,
        "call": batch.call,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "unreached": rows.filter(state=LetterState.REFUSED).count(),
        "waiting": rows.filter(state=LetterState.WAITING).count(),
        "trail": [
            *OFFICERS,
            ROUNDS,
            (str(batch.call), reverse("funding:letters", args=[batch.call_id])),
        ],
    }
    return render(request, "funding/offers/letter_batch.html", context)


@requires(Permission.MANAGE_FUNDING)
def letters_rest(request, pk):
    """Starts a batch again that was given up."""
    batch = get_object_or_404(LetterBatch, pk=pk)
    if request.method == "POST":
        offers.send_the_rest(batch=batch, by=request.user)
        messages.success(request, "The rest of the letters is on its way.")
    return redirect("funding:letter_batch", pk=pk)
