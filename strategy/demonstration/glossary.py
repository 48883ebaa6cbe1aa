"""The glossary of the demonstration: the words the committee asked for, as terms of the council's.

The service's own words are taken over, so that search finds them and officers can change them;
beside them stand a few of the sample strategy's.
"""

from django.utils import timezone

from strategy.actions.glossary.words import add_word
from strategy.formats.own_words import own_words
from strategy.models import Term

WORDS = (
    (
        "Strategic Recovery Fund",
        ["SRF"],
        "Small grants that helped organisations change their plans after the pandemic, given "
        "through a foundation on the council’s behalf.",
    ),
    (
        "Measure of success",
        ["Measures of success"],
        "A number the council promised to look at, by which readers can judge a promise.",
    ),
)


def load(*, by):
    """Adds the words that are not there yet, published; run again, it changes nothing."""
    now = timezone.now()
    there = {word.lower() for word in Term.objects.values_list("word", flat=True)}
    for own in own_words():
        if own.word.lower() not in there:
            add_word(values=_values(own), by=by, now=now, publish=True, slug=own.slug)
    there |= {word.lower() for word in Term.objects.values_list("word", flat=True)}
    for word, also, meaning in WORDS:
        if word.lower() not in there:
            values = {
                "word": word,
                "also": also,
                "meaning": meaning,
                "source": "",
                "is_linked": True,
            }
            add_word(values=values, by=by, now=now, publish=True, is_sample=True)


def _values(own):
    return {
        "word": own.word,
        "also": own.also,
        "meaning": own.meaning,
        "source": "",
        "is_linked": own.linked,
    }
