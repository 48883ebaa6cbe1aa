"""The public register: every record once, searched and filtered."""

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import ExtractYear

from civilsociety.decisions.models import Authority, Decision
from civilsociety.decisions.states import IN_FORCE, DecisionState

WORDS_READ = 8
SEARCHED = ("reference", "title", "decision", "reasons", "maker_name", "maker_post")
COLUMNS = (
    "Reference",
    "Title",
    "Who decided",
    "Date",
    "Takes effect",
    "Key decision",
    "May be spent (£)",
    "May be decided later (£)",
    "Divisions",
    "State",
    "Version",
    "Sample",
    "Address",
)


def register(asked, *, today):
    """The latest version of every record that answers to `asked`, latest taken first.

    `asked` holds what the filter form read: q, maker, year, key, stands; each may be missing.
    """
    found = Decision.objects.latest_versions().alias(year=ExtractYear("taken_on"))
    for word in asked.get("q", "").split()[:WORDS_READ]:
        found = found.filter(_has(word))
    if maker := asked.get("maker"):
        found = found.filter(maker_kind=maker)
    if year := asked.get("year"):
        found = found.filter(year=year)
    if key := asked.get("key"):
        found = found.filter(is_key=key == "yes")
    found = _standing(found, asked.get("stands", ""), today)
    found = found.annotate(spends=_pence(delegated=False), delegates=_pence(delegated=True))
    return found.select_related("superseded_by").in_order()


def _has(word):
    anywhere = Q()
    for field in SEARCHED:
        anywhere |= Q(**{f"{field}__icontains": word})
    return anywhere


def _standing(found, stands, today):
    effective = Decision.objects.effective_on(today).values("pk")
    if stands == "in_effect":
        return found.filter(pk__in=effective)
    if stands == "waiting":
        return found.filter(state__in=IN_FORCE).exclude(pk__in=effective)
    if stands == "superseded":
        return found.filter(state=DecisionState.SUPERSEDED)
    if stands == "corrected":
        return found.filter(version__gt=1)
    return found


def _pence(*, delegated):
    """What version 1 of the record lets be spent, or lets somebody decide later.

    Two sums, because what is decided under a delegation stands in a record of its own.
    """
    rows = Authority.objects.delegations() if delegated else Authority.objects.to_spend()
    own = rows.filter(decision__reference=OuterRef("reference"), decision__version=1)
    sums = own.order_by().values("decision__reference").annotate(sum=Sum("up_to_pence"))
    return Subquery(sums.values("sum")[:1])


def years():
    """The years in which something was decided, latest first."""
    taken = Decision.objects.published().order_by("-taken_on").values_list("taken_on", flat=True)
    return list(dict.fromkeys(day.year for day in taken.distinct()))


def as_row(decision, *, address):
    """One record as a row of the file."""
    return (
        decision.reference,
        decision.title,
        decision.maker,
        decision.taken_on,
        decision.effective_from,
        "Yes" if decision.is_key else "No",
        _figure(decision.spends),
        _figure(decision.delegates),
        decision.places,
        decision.public_state,
        decision.version,
        "Yes" if decision.is_sample else "",
        address + decision.get_absolute_url(),
    )


def _figure(pence):
    """Pounds as a spreadsheet counts with them; nothing where nothing is allowed."""
    return f"{pence // 100}.{pence % 100:02}" if pence else ""


def latest_published(number):
    """The versions published last, for the feed: new decisions and corrections alike."""
    published = Decision.objects.published().order_by("-published_at", "-pk")
    return published.select_related("superseded_by")[:number]


def address_of(reference):
    """Where the record of a decision stands, or nothing while none is published here."""
    found = Decision.objects.latest_versions().filter(reference=(reference or "").strip()).first()
    return found.get_absolute_url() if found else ""
