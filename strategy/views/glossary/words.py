"""Officers' pages of the glossary."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return, act_page, sent
from strategy.actions.glossary import words as actions
from strategy.forms.glossary.words import AddWordForm, ChangeWordForm
from strategy.models import Term
from strategy.queries.glossary.words import own_words_left

officers = requires(Permission.MANAGE_STRATEGY)
BASE = {"base": "officers/base.html"}
PAGE = 50
SHOWN = {
    "published": ("Published", Q(published_at__isnull=False)),
    "waiting": ("Not published", Q(published_at=None)),
    "not_linked": ("Not linked in texts", Q(is_linked=False)),
}


def _desk():
    return reverse("strategy:glossary_desk")


def _trail():
    return [("Glossary", _desk())]


@officers
def glossary_desk(request):
    """Every word of the council's, and the service's own that stand beside them."""
    words, shown = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("show", "")
    terms = Term.objects.all()
    if words.strip():
        typed = words.strip()
        terms = terms.filter(
            Q(word__icontains=typed) | Q(meaning__icontains=typed) | Q(also__icontains=typed)
        )
    if shown in SHOWN:
        terms = terms.filter(SHOWN[shown][1])
    context = {
        "page": Paginator(terms, PAGE).get_page(request.GET.get("page")),
        "words": words,
        "shown": shown,
        "choices": [("", "All"), *((key, label) for key, (label, _) in SHOWN.items())],
        "own": own_words_left(),
    }
    return render(request, "strategy/glossary/desk.html", context)


@officers
def add_word(request):
    """Adds a word."""
    form = AddWordForm(*sent(request), by=request.user, now=clock.now())
    return act_page(request, form, to=_desk(), trail=_trail(), **BASE)


@officers
def adopt_word(request, slug):
    """Puts a word of the council's in the place of one of the service's own."""
    own = next((each for each in own_words_left() if each.slug == slug), None)
    if own is None:
        raise Http404
    form = AddWordForm(*sent(request), subject=own, by=request.user, now=clock.now())
    return act_page(request, form, to=_desk(), trail=_trail(), **BASE)


@officers
def change_word(request, pk):
    """Rewrites a word."""
    term = get_object_or_404(Term, pk=pk)
    form = ChangeWordForm(*sent(request), subject=term, by=request.user, now=clock.now())
    before = "strategy/glossary/theirs.html"
    return act_page(request, form, to=_desk(), trail=_trail(), before=before, **BASE)


@officers
@require_POST
def publish_word(request, pk):
    """Shows a word to everybody."""
    term = get_object_or_404(Term, pk=pk)
    words = f"“{term}” stands in the glossary now, and is linked where texts first use it."
    return act_and_return(
        request, actions.publish_word, words=words, to=_desk(), term=term, now=clock.now()
    )


@officers
@require_POST
def take_back_word(request, pk):
    """Takes a word off the public page."""
    term = get_object_or_404(Term, pk=pk)
    words = f"“{term}” is no longer public. Nothing links to it now."
    return act_and_return(request, actions.take_back_word, words=words, to=_desk(), term=term)
