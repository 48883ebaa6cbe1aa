"""Agenda and minutes on paper."""

import io

import docx
from django.urls import reverse

from engagement.actions.meetings import agenda, minuting
from tests.engagement.meetings.planned import AFTER, ITEM, NOW, agreed, fresh, held, sent, with_item
from tests.pdf import pdf_ua_complaints


def test_agenda_and_minutes_are_tagged_pdfs_and_word_files(
    world, olivia, mina, client_of, stranger, hold_clock
):
    hold_clock(2021, 9, 1, 10, 0)
    item = with_item(world, olivia)
    agenda.add_item(
        meeting=item.meeting,
        by=olivia,
        now=NOW,
        **(ITEM | {"title": "A person", "is_private": True, "private_reason": "About a person."}),
    )
    agenda.add_paper(item=item, title="Figures", link="https://papers.example/", by=olivia, now=NOW)
    sent(item.meeting, olivia)
    held(item.meeting, olivia)
    minuting.add_task(
        group=world.group,
        text="Write to the districts",
        owner="Mina",
        term=world.term,
        meeting=item.meeting,
        item=item,
        by=olivia,
        now=NOW,
    )
    agenda.declare(
        item=item, term=world.term, text="A trustee.", is_conflict=True, by=mina, now=NOW
    )
    agreed(item.meeting, olivia)
    minuting.publish_minutes(meeting=fresh(item.meeting), by=olivia, now=AFTER)

    def made(client, what, ending):
        args = [world.group.slug, item.meeting_id, what, ending]
        return client.get(reverse("engagement:meeting_document", args=args)).content

    files = {
        f"{what} for {who}": made(client, what, "pdf")
        for who, client in (("the public", stranger), ("a member", client_of(mina)))
        for what in ("agenda", "minutes")
    }
    assert pdf_ua_complaints(files) == []
    word = docx.Document(io.BytesIO(made(stranger, "minutes", "docx")))
    text = "\n".join(
        [p.text for p in word.paragraphs]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    )
    assert "Member for Small groups" in text
    assert "Write to the districts" in text
    assert "Mina" not in text
    assert "Private item" in text
