"""Words added to the glossary, changed, published, taken back."""

from django.db import connection, transaction
from django.utils.text import slugify

from civilsociety.audit.actions import record
from civilsociety.refusal import Overtaken, Refused
from strategy.models import Term
from strategy.rules.glossary.words import check_can_publish, check_can_take_back, check_forms

FIELDS = ("word", "also", "meaning", "source", "is_linked")
LONGEST_SLUG = 70


class Clash(Overtaken):
    """Somebody else changed the word since this person opened it."""

    def __init__(self, theirs):
        super().__init__(
            "Somebody else changed this word since you opened it. What they wrote stands above; "
            "what you typed is kept in the form. Save again to put yours in its place.",
            theirs,
        )


@transaction.atomic
def add_word(*, values, by, now, publish=False, slug="", is_sample=False):
    """Adds a word; readers see it once it is published. `values` are its FIELDS."""
    _hold_glossary()
    check_forms(values["word"], values["also"])
    if slug and (taken := Term.objects.filter(slug=slug).first()):
        raise Refused(f"“{taken}” took the place of the service’s own word meanwhile. Change that.")
    term = Term.objects.create(
        slug=slug or _free_slug(values["word"]),
        published_at=now if publish else None,
        created_at=now,
        is_sample=is_sample,
        **{name: values[name] for name in FIELDS},
    )
    _say("added", term, by, f"“{term}” was added to the glossary.")
    return term


@transaction.atomic
def change_word(*, term, values, revision, by, now):
    """Rewrites a word. Its address stays. Raises Clash when somebody else did meanwhile."""
    _hold_glossary()
    term.refresh_from_db(from_queryset=Term.objects.select_for_update())
    if term.revision != revision:
        raise Clash(term)
    check_forms(values["word"], values["also"], besides=term)
    before = {name: getattr(term, name) for name in FIELDS}
    for name in FIELDS:
        setattr(term, name, values[name])
    term.revision += 1
    term.save()
    _say("changed", term, by, f"“{term}” was rewritten in the glossary.", {"before": before})
    return term


@transaction.atomic
def publish_word(*, term, by, now):
    """Shows a word to everybody."""
    term.refresh_from_db(from_queryset=Term.objects.select_for_update())
    check_can_publish(term)
    term.published_at = now
    term.save(update_fields=["published_at"])
    _say("published", term, by, f"“{term}” was published in the glossary.")
    return term


@transaction.atomic
def take_back_word(*, term, by):
    """Takes a word off the public page and out of the texts; it stays with the officers."""
    term.refresh_from_db(from_queryset=Term.objects.select_for_update())
    check_can_take_back(term)
    term.published_at = None
    term.save(update_fields=["published_at"])
    _say("taken_back", term, by, f"“{term}” was taken back from the glossary.")
    return term


def _hold_glossary():
    """Two officers who add the same word at once wait for each other: the second is told."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('strategy.glossary'))")


def _free_slug(word):
    """An address for the word that nothing else has."""
    base = slugify(word)[:LONGEST_SLUG] or "word"
    taken = set(Term.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (base, *numbered) if each not in taken)


def _say(what, term, by, sentence, details=None):
    record(
        verb=f"strategy.word_{what}", target=term, by=by, sentence=sentence, details=details or {}
    )
