"""What holds on to a section by its anchor."""

import re

from strategy.models import Measure, Objective, Undertaking
from strategy.slots import threads_for, waiting_at_sections


def pointers_at(section, user):
    """Everything that would lose a section if its anchor changed, each in a few words.

    `user` is whoever asks, or audit's SYSTEM: what other parts say beside a section depends on
    the reader.
    """
    return [
        *_versions(section),
        *_links(section),
        *_rows(section),
        *_others(section, None if isinstance(user, str) else user),
    ]


def _versions(section):
    """Earlier and later versions have it: links and reports may use it."""
    version = section.version
    with_it = version.strategy.versions.filter(sections__key=section.key).exclude(pk=version.pk)
    return [f"“{other.name}”" for other in with_it[:3]]


def _links(section):
    """Other sections of the text that link to it."""
    link = re.compile(rf"\(#{re.escape(section.key)}[)\s]")
    with_it = section.version.sections.filter(body__contains=f"(#{section.key}").order_by(
        "position"
    )
    return [f"the link in {other.number}" for other in with_it if link.search(other.body)]


def _rows(section):
    """What the strategy itself keeps about the section."""
    version, key = section.version, section.key
    strategy = version.strategy_id
    if version.changes.filter(section_key=key).exists():
        yield "the reason given for its change"
    if (
        Measure.objects.filter(objective__strategy=strategy, section_key=key).exists()
        or Objective.objects.filter(strategy=strategy, section_key=key).exists()
    ):
        yield "a measure or an objective"
    if Undertaking.objects.filter(strategy=strategy, section_key=key).exists():
        yield "an action that is tracked"


def _others(section, user):
    """What other parts of the service say beside it."""
    beside = threads_for([section], user).get(section.key, [])
    waiting = waiting_at_sections.fill(section.version, user) if user else []
    if beside or any(key == section.key for key, _ in waiting):
        yield "what is said and done beside it"
