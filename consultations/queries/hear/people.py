"""Who answered: the words for respondent types, districts and channels."""

from consultations.models.response import Channel
from consultations.queries.counts import versions_of
from consultations.questionnaire.kinds import BUILT_IN_OPTIONS, Kind

ASKED_AS = {"respondent_type": Kind.RESPONDING_AS, "district": Kind.DISTRICT}


def filter_choices(consultations):
    """Name of a filter → (value, words), for what these consultations asked."""
    versions = versions_of(consultations)
    choices = {name: _asked(versions, kind) for name, kind in ASKED_AS.items()}
    choices["channel"] = list(Channel.choices)
    return {name: pairs for name, pairs in choices.items() if pairs}


def _asked(versions, kind):
    """Every option any version offered, in the newest words."""
    words = {}
    for version in versions:
        question = version.questionnaire.of_kind(kind)
        for option in question.all_options if question else ():
            words.setdefault(option.key, option.label)
    return list(words.items())


def words_for(choices, name, value):
    """The words for a stored value; the value itself when nobody offers it any more."""
    built_in = dict(BUILT_IN_OPTIONS.get(ASKED_AS.get(name), ()))
    return dict(choices.get(name, ())).get(value) or built_in.get(value) or value
