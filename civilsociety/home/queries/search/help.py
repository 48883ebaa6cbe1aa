"""The pages about the service, to be found by searching."""

from django.urls import reverse_lazy
from django.utils.text import format_lazy

from civilsociety.ui.searching import SearchableTexts, Text

# (address, anchor, title, what it answers, in the words people ask in)
HELP = (
    (
        "home:help", "answering", "Answering a consultation",
        "How to answer a consultation, without an account. Stop and go on later, change or "
        "withdraw your response, other formats such as Word or paper.",
    ),
    (
        "home:help", "afterwards", "What happens to your answer",
        "People read every answer and sort it by theme. What we heard and what we did is "
        "published together as “You said, we did”.",
    ),
    (
        "home:help", "figures", "How to read the figures",
        "What the base of a figure is, and why small numbers are not shown: anonymity, privacy, "
        "suppression.",
    ),
    (
        "home:help", "thread", "The golden thread",
        "How to follow a promise back to what people said and forward to the decision, the money "
        "and the measure.",
    ),
    (
        "home:help", "search", "Searching",
        "How to search this service, and what you find: everything you may read.",
    ),
    (
        "home:help", "applying", "Applying for a grant",
        "Check whether you can apply for funding, write your application alone or with "
        "colleagues, sign it off, send it, and what happens then.",
    ),
    (
        "home:help", "grants", "Holding a grant",
        "Accept an offer, conditions, payments, reports, and asking for a change of your grant.",
    ),
    (
        "home:help", "money", "Following the money",
        "Where each pound of the budget comes from, what it is for, to whom it was promised and "
        "what is paid.",
    ),
    (
        "home:help", "versions", "Drafts and versions",
        "How a strategy grows from a draft to an adopted text, and where to read earlier versions.",
    ),
    (
        "home:help", "signing-in", "Signing in",
        "You need no password: we send a code to your email address. Log in, account, second step.",
    ),
    ("home:glossary", "", "Glossary", "The words of the sector and of the council, explained."),
    (
        "home:contact", "", "Contact",
        "Write to us or telephone: help, questions, complaints, other formats.",
    ),
    (
        "home:accessibility", "", "Accessibility statement",
        "How accessible this service is, screen readers, keyboard, known problems, and how to "
        "report one.",
    ),
    (
        "home:privacy", "", "Privacy notice",
        "What personal data we hold about you, why, how long, and your rights: to see it, to have "
        "it erased.",
    ),
    ("home:cookies", "", "Cookies", "Each cookie this service sets, what it does and how long."),
)  # fmt: skip


TEXTS = SearchableTexts(
    "help",
    "Help",
    "About this service",
    tuple(
        Text(title, text, format_lazy("{}{}", reverse_lazy(name), anchor and f"#{anchor}"))
        for name, anchor, title, text in HELP
    ),
)


def searched(user):
    """Every page about the service, and the parts of the one that explains it."""
    return [TEXTS]
