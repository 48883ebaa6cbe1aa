"""What an application still lacks before it can be sent, each with its place and a sentence."""

from dataclasses import dataclass

from django.utils import timezone

from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.typed import count_words
from civilsociety.ui.words import pounds, uk_date
from funding.models.choices import QuestionKind
from funding.queries.applying.sections import sections_of
from funding.queries.applying.signing import signature_of
from funding.queries.applying.written import ABOUT, BUDGET, is_empty, written_in
from funding.queries.organisations import documents_of, profile_is_complete, profile_of
from funding.rules.organisations import may_read

SUMMARY_WORDS = 60
LONGEST_LINE = 500
LONGEST_TITLE = 140


@dataclass(frozen=True)
class Lack:
    """One thing to be put right: in which part, at which field, and what to do."""

    part: str
    field: str
    sentence: str


def lacks_of(application, today):
    """Everything that keeps an application from being sent, in the order of its parts."""
    found = [*_about(application), *_budget(application)]
    for section in sections_of(application.call):
        found += _section(application, section)
    found += _organisation(application, today)
    if signature_of(application) is None:
        sentence = "Have a trustee or director sign off the application"
        found.append(Lack("sign", "", sentence))
    return found


# -- About -------------------------------------------------------------------------------


def _about(application):
    written = written_in(application, ABOUT)
    return [
        *_line(written["title"], "title", "the name of the project", LONGEST_TITLE),
        *_summary(written["summary"]),
        *_days(application, written),
        *(
            []
            if written["districts"]
            else [Lack(ABOUT, "districts", "Select where it takes place")]
        ),
    ]


def _line(value, name, noun, longest):
    if is_empty(value):
        yield Lack(ABOUT, name, f"Enter {noun}")
    elif isinstance(value, dict):
        count = len(str(value["typed"]))
        yield Lack(ABOUT, name, f"Shorten {noun} to {longest} characters: it has {count}")
    else:
        yield from _personal(value, name, noun)


def _summary(value):
    if is_empty(value):
        yield Lack(ABOUT, "summary", "Say what the money is for")
    elif isinstance(value, dict):
        yield Lack(ABOUT, "summary", f"Shorten the summary to {SUMMARY_WORDS} words")
    else:
        yield from _too_many_words(ABOUT, "summary", "the summary", value, SUMMARY_WORDS)
        yield from _personal(value, "summary", "the summary")


def _personal(text, name, noun):
    try:
        check_no_personal_data(text, where=noun)
    except Refused as refused:
        yield Lack(ABOUT, name, str(refused))


def _days(application, written):
    nouns = {"starts_on": "the day it starts", "ends_on": "the day it ends"}
    for name, noun in nouns.items():
        if is_empty(written[name]):
            yield Lack(ABOUT, name, f"Enter {noun}")
        elif isinstance(written[name], dict):
            yield Lack(ABOUT, name, _unreadable_day(application, name, noun, written[name]))
    earliest, starts = application.call.starts_from, application.starts_on
    if earliest and starts and starts < earliest:
        day = uk_date(earliest)
        yield Lack(ABOUT, "starts_on", f"The day it starts must be {day} or later: see the call")


def _unreadable_day(application, name, noun, value):
    if name == "ends_on" and application.starts_on and all(value["typed"].values()):
        return f"The day it ends must be {uk_date(application.starts_on)} or later"
    return f"Enter a real date for {noun}, like 3 October 2021"


# -- Money -------------------------------------------------------------------------------


def _budget(application):
    written = written_in(application, BUDGET)
    rows, asked = written["rows"], written["requested"]
    if isinstance(rows, dict):
        yield Lack(BUDGET, "rows", "Put the lines of the budget right: one of them cannot be read")
    elif not rows:
        yield Lack(BUDGET, "rows", "List what the project costs")
    if is_empty(asked):
        yield Lack(BUDGET, "requested", "Enter the amount you ask for")
    elif isinstance(asked, dict):
        sentence = "The amount you ask for must be an amount in pounds, like 5,000"
        yield Lack(BUDGET, "requested", sentence)
    else:
        total = sum(pence for _, pence in rows) if isinstance(rows, list) else 0
        for sentence in _limits(application.call.programme, asked, total):
            yield Lack(BUDGET, "requested", sentence)


def _limits(programme, asked, total):
    """Sentences about the amount: the programme's limits, and what the project costs."""
    if asked < programme.least_pence:
        yield f"Ask for {pounds(programme.least_pence)} or more: it is the smallest grant"
    if programme.most_pence and asked > programme.most_pence:
        yield f"Ask for {pounds(programme.most_pence)} or less: it is the largest grant"
    if total and asked > total:
        yield f"Ask for {pounds(total)} or less: it is what the project costs"
    elif total and programme.most_percent:
        most = total * programme.most_percent // 100
        if asked > most:
            yield (
                f"Ask for {pounds(most)} or less: the programme pays at most "
                f"{programme.most_percent}% of what the project costs"
            )


# -- The call's questions ----------------------------------------------------------------


def _section(application, section):
    written = written_in(application, section.part, section)
    given = {each.question_key for each in application.files.all()}
    for question in section.questions:
        if question.kind == QuestionKind.FILE:
            if question.required and question.key not in given:
                sentence = f"Choose a file for “{question.text}”"
                yield Lack(section.part, question.key, sentence)
            continue
        yield from _answer(section.part, question, written[question.key])


def _answer(part, question, value):
    if isinstance(value, dict):
        yield Lack(part, question.key, _unreadable(question))
    elif is_empty(value):
        if question.required:
            yield Lack(part, question.key, f"Answer “{question.text}”")
    elif question.max_words and isinstance(value, str):
        noun = f"the answer to “{question.text}”"
        yield from _too_many_words(part, question.key, noun, value, question.max_words)


UNREADABLE = {
    QuestionKind.NUMBER: "Enter a whole number, like 25, for “{}”",
    QuestionKind.MONEY: "Enter an amount in pounds, like 5,000, for “{}”",
    QuestionKind.DATE: "Enter a real date, like 3 October 2021, for “{}”",
    QuestionKind.TEXT: f"Shorten the answer to “{{}}” to {LONGEST_LINE} characters",
}


def _unreadable(question):
    return UNREADABLE.get(question.kind, "Answer “{}” again").format(question.text)


def _too_many_words(part, name, noun, text, most):
    if (count := count_words(text)) > most:
        yield Lack(part, name, f"Shorten {noun} to {most:,} words or fewer: it has {count:,}")


# -- The organisation --------------------------------------------------------------------


def _organisation(application, today):
    """What its profile and documents lack; nothing is asked of those who may not see them.

    Where the one who leads is not confirmed yet, an officer asks for them at the gate.
    """
    organisation = application.organisation
    if not any(may_read(person, organisation) for person in _people(application)):
        return
    profile = profile_of(organisation)
    if not profile_is_complete(profile):
        yield Lack("organisation", "", "Tell us about your organisation")
    elif not said_right_since(application, profile):
        yield Lack("organisation", "", "Say whether the facts about your organisation are right")
    for each in documents_of(organisation, today):
        if each.needed and not each.valid:
            yield Lack("documents", each.kind, f"Give us: {each.label[0].lower()}{each.label[1:]}")


def _people(application):
    rows = application.colleagues.filter(left_at=None).exclude(person=None)
    return [colleague.person for colleague in rows.select_related("person")]


def said_right_since(application, profile):
    """Whether somebody said that the facts are right after this application was begun."""
    begun = application.started_at
    return profile.checked_on is not None and (profile.checked_on >= _uk_day(begun))


def _uk_day(moment):
    return timezone.localdate(moment)
