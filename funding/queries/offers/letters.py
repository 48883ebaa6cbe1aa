"""Letters: who is to have one, to which addresses, and the document of an offer."""

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents.content import Document, Prose
from civilsociety.ui.words import pounds, uk_date
from funding.models import Application, Colleague
from funding.models.choices import ColleagueRole, LetterKind
from funding.states import ApplicationState, AwardState

KIND_OF = {
    ApplicationState.AWARDED: LetterKind.OFFER,
    ApplicationState.RESERVE: LetterKind.RESERVE,
    ApplicationState.REFUSED: LetterKind.REFUSAL,
    ApplicationState.INELIGIBLE: LetterKind.INELIGIBLE,
}


def kind_of(application):
    """Which letter a bid is to have, or None while it is not decided."""
    return KIND_OF.get(ApplicationState(application.state))


def without_letter(call, user):
    """Decided bids of a call that have had no letter about that decision, as this person may see
    them. Everything a row of the page shows comes with them."""
    missing = Q()
    for state, kind in KIND_OF.items():
        lettered = Application.objects.filter(call=call, letters__kind=kind).values("pk")
        missing |= Q(state=state) & ~Q(pk__in=lettered)
    # An award that was agreed without an offer needs no offer any more.
    settled = Q(state=ApplicationState.AWARDED) & ~Q(award__state=AwardState.DECIDED)
    people = Colleague.objects.filter(_written_to()).select_related("person")
    return (
        Application.objects.filter(missing, call=call)
        .exclude(settled)
        .shown_to(user)
        .select_related("organisation", "call__programme", "award__programme")
        .prefetch_related("reasons", Prefetch("colleagues", people, to_attr="written_to"))
        .order_by("state", "organisation__name", "pk")
    )


def _written_to():
    """The lead, and whoever signed it off and has joined."""
    signatory = Q(role=ColleagueRole.SIGNATORY, joined_at__isnull=False)
    return Q(left_at=None) & (Q(role=ColleagueRole.LEAD) | signatory)


def addresses_of(application):
    """The addresses a letter about a bid goes to: its lead and its signatory, each once."""
    people = getattr(application, "written_to", None)
    if people is None:
        people = application.colleagues.filter(_written_to()).select_related("person")
    found = [each.person.email if each.person else each.email for each in people]
    return list({address.lower(): address for address in found if address}.values())


def offer_document(letter):
    """An offer letter as a document: the words of the message, the same figures."""
    award = letter.award
    return Document(
        title=letter.subject,
        subtitle="Offer of a grant",
        reference=award.number,
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(letter.made_at),
        html_address=settings.PUBLIC_URL + reverse("funding:award", args=[award.pk]),
        summary=(
            ("To", award.organisation.name),
            ("Amount", pounds(letter.amount_pence)),
            ("Answer by", uk_date(letter.accept_by)),
        ),
        blocks=(Prose(letter.body),),
        contents=False,
    )
