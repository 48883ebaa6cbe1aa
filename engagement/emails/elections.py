"""The messages of an election: their words and their headers."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from engagement.queries.elections.contests import contest_name, contests_of
from engagement.queries.elections.links import candidate_address, voting_address
from engagement.states import ElectionState, NominationState

LONGEST_SUBJECT = 200
CALL, LINK, REMINDER = "call", "link", "reminder"
SUBJECTS = {
    CALL: "Put somebody forward: {title}",
    LINK: "Your organisation’s vote: {title}",
    REMINDER: "Your organisation has not voted yet: {title}",
    NominationState.PROPOSED: "You are nominated: {title}",
    NominationState.STANDING: "You stand for election: {title}",
    NominationState.RULED_OUT: "Your nomination: {title}",
    "elected": "You are elected: {title}",
    "not_elected": "The result: {title}",
}


def voter_message(voter, what):
    """The call, the link to vote or the reminder, to one organisation."""
    page = "engagement:nominate_by_link" if what == CALL else "engagement:vote_by_link"
    return _message(
        what,
        voter.election,
        to=voter.email,
        name=f"election-{what}-{voter.pk}-{voter.link_hash[:12]}",
        voter=voter,
        link=voting_address(voter, page),
        contests=contests_of(voter.election, with_candidates=False),
    )


def candidate_message(nomination):
    """What a person who was nominated is told of the state of it."""
    election, what = nomination.election, nomination.state
    if election.state == ElectionState.DECLARED and what == NominationState.STANDING:
        what = "elected" if is_elected(nomination) else "not_elected"
    return _message(
        what,
        election,
        to=nomination.email,
        name=f"nomination-{what}-{nomination.pk}",
        nomination=nomination,
        contest=contest_name(election, nomination.contest),
        link=candidate_address(nomination),
    )


def is_elected(nomination):
    """Whether the declared result names this person."""
    contests = nomination.election.result.get("contests", {})
    return nomination.pk in contests.get(str(nomination.contest), {}).get("elected", [])


def ended(election):
    """Subject and body of the message to the roll when an election has ended."""
    cancelled = election.state == ElectionState.CANCELLED
    title = f"Cancelled: {election.title}" if cancelled else f"The result: {election.title}"
    return _line(title), _words("ended", election, cancelled=cancelled)


def _message(what, election, *, to, name, **context):
    host = urlsplit(settings.PUBLIC_URL).hostname
    return EmailMessage(
        subject=_line(SUBJECTS[what].format(title=election.title)),
        body=_words(str(what), election, **context),
        to=[to],
        # The same message sent twice can be told from the first.
        headers={"Message-ID": f"<{name}@{host}>"},
    )


def _line(text):
    return " ".join(text.split())[:LONGEST_SUBJECT]


def _words(name, election, **context):
    context |= {
        "election": election,
        "page": settings.PUBLIC_URL + election.get_absolute_url(),
        "council": settings.COUNCIL_NAME,
        "contact": settings.CONTACT_EMAIL,
    }
    return render_to_string(f"emails/engagement/elections/{name}.txt", context).strip() + "\n"
