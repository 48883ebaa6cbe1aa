"""What a word of the glossary must be."""

from civilsociety.refusal import Refused, allows
from strategy.models import Term


def check_forms(word, also, *, besides=None):
    """Raises Refused where a form is explained under another word: a link could not know which."""
    forms = {form.casefold() for form in (word, *also)}
    others = Term.objects.exclude(pk=besides.pk) if besides else Term.objects.all()
    for other in others:
        shared = forms & {form.casefold() for form in (other.word, *other.also)}
        if shared:
            raise Refused(f"“{sorted(shared)[0]}” is explained under “{other.word}” already.")


def check_can_publish(term):
    """A word is published once."""
    if term.published_at:
        raise Refused(f"“{term.word}” is published already.")


def can_publish(term):
    """Whether the word waits to be published."""
    return allows(check_can_publish, term)


def check_can_take_back(term):
    """Only what is published can be taken back."""
    if not term.published_at:
        raise Refused(f"“{term.word}” is not published.")


def can_take_back(term):
    """Whether the word can be taken off the public page."""
    return allows(check_can_take_back, term)
