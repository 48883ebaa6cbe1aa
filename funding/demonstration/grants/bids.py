"""Brings in the sample bids as their groups would write and send them."""

from datetime import date, timedelta

from civilsociety.accounts.actions import welcome
from civilsociety.accounts.models import User
from civilsociety.audit.actions import SYSTEM
from civilsociety.documents.content import Document, Prose
from civilsociety.documents.pdf import to_pdf
from civilsociety.organisations.actions import confirm, confirm_member, join, register
from civilsociety.organisations.models import Organisation
from civilsociety.ui.contents import ScanOutcome
from funding.actions import applying, organisations
from funding.demonstration.grants.moments import at
from funding.models import Application
from funding.queries.applying.sections import sections_of
from funding.queries.applying.written import ABOUT, BUDGET, digest_of

NEEDED = ("governing", "accounts")


def bring_in(call, stories, cast, *, first_day):
    """The applications of a round, in the order of the stories; one on each day."""
    paper = _paper()
    days = [first_day + timedelta(days=number) for number in range(len(stories))]
    return [
        _bid(call, story, cast, paper, at(day.year, day.month, day.day, 14))
        for story, day in zip(stories, days, strict=True)
    ]


def _paper():
    """A document to give: one sample page, the same for everybody."""
    document = Document(
        title="Sample document",
        lead="Invented for the demonstration.",
        issued_on=date(2023, 4, 1),
        blocks=(Prose("This page stands for a document of the organisation."),),
        contents=False,
    )
    return {
        "file_name": "sample-document.pdf",
        "content_type": "application/pdf",
        "content": to_pdf(document),
        "scan": ScanOutcome.NOT_SCANNED,
    }


def _bid(call, story, cast, paper, now):
    person = _writer(story)
    group = _group(story, person, cast)
    _tell_once(group, story, paper, person, cast, now)
    bid = applying.start(call=call, organisation=group, by=person, now=now)
    for part, section, written in _parts(call, story):
        applying.save_part(
            application=bid, part=part, section=section, written=written, seen={}, by=person,
            now=now,
        )  # fmt: skip
    bid.refresh_from_db()
    applying.sign(application=bid, name=person.name, digest=digest_of(bid), by=person, now=now)
    applying.submit(application=bid, by=person, now=now + timedelta(hours=2))
    applying.give_feedback(
        application=bid,
        ease=story["ease"],
        comment=story["comment"],
        minutes=story["minutes"],
        now=now + timedelta(hours=2),
    )
    Application.objects.filter(pk=bid.pk).update(is_sample=True)
    bid.refresh_from_db()
    return bid


def _writer(story):
    email, name = story["person"]
    user = welcome(email=email, name=name, by=SYSTEM, is_sample=True)
    return User.objects.get(pk=user.pk)


def _group(story, person, cast):
    group = Organisation.objects.filter(name=story["name"], is_sample=True).first()
    if group is None:
        group = register(
            name=story["name"],
            kind=story.get("kind", "registered_charity"),
            district=story["districts"][0],
            income_band=story.get("income_band", "10k_to_100k"),
            by=person,
            is_sample=True,
        )
        confirm(organisation=group, by=cast["officer"])
    place = join(user=person, organisation=group, position="trustee")
    confirm_member(membership=place, by=cast["officer"])
    return group


def _tell_once(group, story, paper, person, cast, now):
    """The profile, the documents and the account: given once, checked by two officers."""
    facts = {
        "purpose": story["purpose"],
        "year_founded": 2009,
        "income_pence": story["asks"] * 700,
        "spending_pence": story["asks"] * 680,
        "reserves_pence": story["asks"] * 150,
        "trustees": 5,
        "employees": 0,
        "volunteers": 24,
    }
    organisations.save_profile(organisation=group, facts=facts, seen=None, by=person, now=now)
    kinds = (*NEEDED, "safeguarding") if story.get("safeguarding") else NEEDED
    for kind in kinds:
        given = organisations.give_document(
            organisation=group, kind=kind, upload=paper, dated_on=date(2023, 4, 1), by=person,
            now=now,
        )  # fmt: skip
        organisations.check_document(
            document=given,
            valid_until=date(2028, 3, 31),
            by=cast["officer"],
            today=now.date() + timedelta(days=20),
        )
    account = organisations.enter_account(
        organisation=group,
        account_name=group.name.removesuffix(" (sample)"),
        sort_code="000000",
        account_number=f"{group.pk:08d}",
        by=person,
        now=now,
    )
    how = "Rang the treasurer on the number of the register (sample)."
    organisations.check_account(
        account=account, how=how, by=cast["officer"], now=now + timedelta(days=20)
    )
    organisations.verify_account(account=account, by=cast["second"], now=now + timedelta(days=21))


def _parts(call, story):
    """(part, section, what stands there) of the whole form."""
    about = {
        "title": story["title"],
        "summary": story["summary"],
        "starts_on": (call.starts_from + timedelta(days=3)).isoformat(),
        "ends_on": (call.starts_from + timedelta(days=210)).isoformat(),
        "districts": story["districts"],
    }
    yield ABOUT, None, about
    rows = [[what, pounds * 100] for what, pounds in story["costs"]]
    yield BUDGET, None, {"rows": rows, "requested": story["asks"] * 100}
    for section in sections_of(call):
        yield section.part, section, {q.key: _answer(q.key, story) for q in section.written}


def _answer(key, story):
    if key == "safeguarding":
        return "yes" if story.get(key) else "no"
    return story[key]
