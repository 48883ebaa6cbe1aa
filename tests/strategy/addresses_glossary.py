"""Who may open which address: glossary."""

from civilsociety.accounts.permissions import Permission
from strategy.models import Term
from tests.access import Row

OFFICERS = {Permission.MANAGE_STRATEGY}


def a_word(cast):
    """A word that waits to be published."""
    return {"pk": Term.objects.create(slug="hub", word="Hub", meaning="A place to meet.").pk}


def a_published_word(cast):
    term = Term.objects.get(pk=a_word(cast)["pk"])
    term.published_at = term.created_at
    term.save()
    return {"pk": term.pk}


ROWS = {
    "strategy:glossary_desk": Row(OFFICERS, lambda cast: a_word(cast) and {}),
    "strategy:add_word": Row(OFFICERS),
    "strategy:adopt_word": Row(OFFICERS, lambda cast: {"slug": "trustee"}),
    "strategy:change_word": Row(OFFICERS, a_word),
    "strategy:publish_word": Row(OFFICERS, a_word, method="post", page=False),
    "strategy:take_back_word": Row(OFFICERS, a_published_word, method="post", page=False),
}
