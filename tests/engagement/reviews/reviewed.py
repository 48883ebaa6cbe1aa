"""A review as the tests speak of it: a draft, a group, two members, comments."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from civilsociety.audit.actions import SYSTEM
from engagement.actions import reviews as acts
from engagement.models import Audience
from engagement.queries.groups.membership import term_of
from engagement.queries.reviews.spots import spot_of
from strategy.actions import import_text
from strategy.formats import read_strategy
from strategy.models import Section, SectionRevision
from tests.engagement.makers import NOW

TEXT = """---
title: A strategy for civil society
summary: How the council and the social sector work together.
period: 2021 to 2024
---

# People

What people do for each other, every day, in every street of the county.

## Volunteering {#volunteering}

We will support **volunteers** with training and thanks in all twelve districts.

We will do three things:

- pay expenses on the day they are claimed
- train every new volunteer within a month
- say thank you in public once a year

## Loneliness {#loneliness}

Nobody should be alone who does not want to be.

# Place

Where it happens: halls, churches, gardens and the places between them.
"""
CLOSES = NOW + timedelta(days=14)


def a_draft(text=TEXT, slug="civil-society"):
    """An unpublished version with its first revisions on record."""
    read = read_strategy(text.encode(), kind="")
    version = import_text(slug=slug, text=read, by=SYSTEM, now=NOW - timedelta(days=1)).version
    for section in version.sections.all():
        SectionRevision.objects.get_or_create(
            version=version,
            key=section.key,
            revision=section.revision,
            defaults=kept(section) | {"how": "imported", "at": NOW - timedelta(days=1)},
        )
    return version


def kept(section):
    """What a revision keeps of a section."""
    return {name: getattr(section, name) for name in ("number", "level", "title", "body")}


def rewrite(version, key, body=None, *, now=NOW, **fields):
    """An officer changes a section; its revision grows and is kept."""
    section = Section.objects.get(version=version, key=key)
    section.body = section.body if body is None else body
    for name, value in fields.items():
        setattr(section, name, value)
    section.revision += 1
    section.save()
    SectionRevision.objects.create(
        version=version, key=key, revision=section.revision, how="written", at=now, **kept(section)
    )
    return section


def a_review(world, by, *, version=None, now=NOW, closes_at=None, **fields):
    """A review of a draft by the world's group."""
    given = {"title": "First draft", "about": "Is anything missing?"} | fields
    return acts.open_review(
        group=world.group,
        version=version or a_draft(),
        closes_at=closes_at or now + timedelta(days=14),
        by=by,
        now=now,
        **given,
    )


def a_comment(
    review, by, text="Say how.", *, key="volunteering", block=1, send=True, now=NOW, **said
):
    """A comment of a member at a paragraph, sent to the group."""
    given = {"standing": "change", "suggestion": "", "audience": Audience.GROUP} | said
    return acts.write_comment(
        review=review,
        spot=spot_of(review.version, key=key, block=block),
        said={"text": text, **given},
        send=send,
        term=term_of(by, review.group, timezone.localdate(now)),
        by=by,
        now=now,
    )


def answer(review, *comments, by, outcome="accepted", text="We say how now.", **fields):
    """An officer answers."""
    return acts.answer_comments(
        review=review,
        comments=comments,
        outcome=outcome,
        text=text,
        by=by,
        now=fields.pop("now", NOW + timedelta(days=15)),
        **fields,
    )


def local(*moment):
    """A moment on the clocks of the United Kingdom."""
    return datetime(*moment, tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)
