"""What letters say until an officer writes something else for a call."""

from types import SimpleNamespace

from funding.models import LetterTemplate
from funding.models.choices import LetterKind

OFFER = """Dear {organisation}

We are glad to offer you **{amount}** for {title} ({number}), from {starts_on} to {ends_on}. You \
asked for {amount_asked}.

{reasons}

## What to do now

Accept or decline the offer online by **{accept_by}**: <{link}>

If we have no answer by the end of that day, the offer lapses and the money goes to other \
projects. Nothing is paid before you accept.

## Conditions

{conditions}

## What the panel thought

{feedback}

{scores_in_words}

This award was made under decision {decision}. Its number is {award}. {subsidy}

Questions? Write to {contact}.

{council}, {programme}"""

REFUSAL = """Dear {organisation}

Thank you for applying to {programme}, {call}. We cannot fund {title} ({number}), for which you \
asked {amount_asked}. We know that this is a disappointment.

## Why

{reasons}

## What the panel thought

{feedback}

{scores_in_words}

## What you can do

Read this online, with how to ask for a review, here: <{link}>

To talk about a next application, write to {contact}.

{council}, {programme}"""

RESERVE = """Dear {organisation}

Thank you for applying to {programme}, {call}. {title} ({number}) is on the reserve list: the \
panel would fund it, and the money did not reach this far. If money comes free we write to you. \
You need not do anything.

## What the panel thought

{feedback}

{scores_in_words}

Read this online: <{link}>

Questions? Write to {contact}.

{council}, {programme}"""

INELIGIBLE = """Dear {organisation}

Thank you for applying to {programme}, {call}. We could not consider {title} ({number}), for \
which you asked {amount_asked}.

## Why

{reasons}

{feedback}

## What you can do

Read this online, with how to ask for a review, here: <{link}>

Questions? Write to {contact}.

{council}, {programme}"""

DEFAULTS = {
    LetterKind.OFFER: ("We offer you {amount} for {title}", OFFER),
    LetterKind.REFUSAL: ("Your application {number} to {programme}", REFUSAL),
    LetterKind.RESERVE: ("{title} is on the reserve list", RESERVE),
    LetterKind.INELIGIBLE: ("Your application {number} to {programme}", INELIGIBLE),
}


def texts_of(call):
    """{kind: what a letter of that kind says for a call}, the officers' words before ours."""
    own = {text.kind: text for text in LetterTemplate.objects.filter(call=call)}
    return {
        kind: own.get(kind) or SimpleNamespace(pk=None, kind=kind, subject=subject, body=body)
        for kind, (subject, body) in DEFAULTS.items()
    }
