"""The files of a paper and a minute: made by the worker, kept once, readable for everybody."""

import pytest
from django.db import transaction

from civilsociety.budget.models import Reservation
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.refusal import Refused
from funding.actions.judging import interests, meetings, panels, papers
from funding.models import Panel, PanelPaper
from funding.queries.judging.minute import minute_document, minute_for
from funding.queries.judging.paper import paper_of
from tests.budget.conftest import Framework
from tests.budget.test_at_once import at_once
from tests.funding.judging.judged import LATER, NOW, a_panel, bid_of, fresh, issued, scored
from tests.funding.makers import World
from tests.pdf import pdf_ua_complaints


def three_bids(world, asa):
    for name, points in (("Arts Barn", 5), ("Beach Club", 4), ("Choir", 3)):
        scored(world, bid_of(world, name), {asa: (points, 3)})


@pytest.mark.django_db
def test_paper_and_minute_are_pdf_ua_for_everybody(world, asa, ash):
    three_bids(world, asa)
    panel = issued(world, a_panel(world, asa, ash))
    hidden = panel.items.get(rank=2).application
    interests.declare_interest(application=hidden, interest="Trustee", by=ash, now=NOW)
    for item in panel.items.select_related("application"):
        meetings.decide(
            item=item, decision="fund", pence=5_000_00, reasons=[], feedback="Good.",
            by=world.officer,
        )  # fmt: skip
    ids = set(panel.members.values_list("pk", flat=True))
    meetings.write_attendance(panel=panel, attended=ids, by=world.officer)
    meetings.hold(panel=panel, discussion="**Well** said.", by=world.officer, now=LATER)
    meetings.agree_minute(panel=panel, by=asa, now=LATER)
    panel = fresh(panel)
    files = {
        "paper": to_pdf(paper_of(panel)),
        "paper for Ash": to_pdf(paper_of(panel, ash)),
        "minute": to_pdf(minute_document(panel, minute_for(panel, asa))),
        "minute for Ash": to_pdf(minute_document(panel, minute_for(panel, ash))),
    }
    assert pdf_ua_complaints(files) == []
    assert to_docx(paper_of(panel))[:2] == b"PK"


@pytest.mark.django_db
def test_files_are_made_once_and_again_only_when_they_failed(world, asa, ash):
    three_bids(world, asa)
    panel = issued(world, a_panel(world, asa, ash))
    paper = PanelPaper.objects.get()
    with pytest.raises(Refused, match="have not failed"):
        papers.build_again(paper=paper, by=world.officer)
    papers.build_paper(paper=paper, now=NOW)
    kept = PanelPaper.objects.get()
    assert kept.state == "done" and bytes(kept.pdf)[:5] == b"%PDF-"
    papers.build_paper(paper=paper, now=NOW)
    assert PanelPaper.objects.get().finished_at == kept.finished_at
    assert panel.papers.count() == 1


@pytest.mark.django_db
def test_paper_without_a_bid_taken_off_gets_files_of_its_own(world, asa, ash):
    three_bids(world, asa)
    panel = issued(world, a_panel(world, asa, ash))
    papers.take_off(item=panel.items.get(rank=1), why="Question", by=world.officer, now=NOW)
    assert panel.papers.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_issue_at_once_hold_the_money_once(world, asa, ash, fern):
    three_bids(world, asa)
    panel = a_panel(world, asa, ash)
    panels.put_on_paper(panel=panel, by=world.officer)
    found = at_once(
        *[
            lambda who=who: papers.issue_paper(panel=fresh(panel), by=who, now=NOW)
            for who in (world.officer, fern, world.officer)
        ]
    )
    assert all(isinstance(each, Panel) for each in found), found
    assert Reservation.objects.count() == 3 and PanelPaper.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_panels_issued_at_once_never_promise_the_same_pound(world, asa, ash, framework):
    framework.reserve(200_000_00 - 7_000_00)
    first, second = (a_panel(world, asa, ash, title=f"Panel {n}") for n in (1, 2))
    for panel, name in ((first, "Arts Barn"), (second, "Beach Club")):
        scored(world, bid_of(world, name), {asa: (4, 3)})
        panels.put_on_paper(panel=panel, by=world.officer)
        panels.draw_line(panel=panel, cut_off=1, by=world.officer)
    found = at_once(
        *[
            lambda panel=panel: papers.issue_paper(panel=fresh(panel), by=world.officer, now=NOW)
            for panel in (first, second)
        ]
    )
    (refused,) = [each for each in found if isinstance(each, str)]
    assert "is short of £3,000" in refused
    assert Reservation.objects.filter(paper__startswith="Panel ").count() == 1


def test_files_of_a_killed_worker_are_made_by_the_next(
    worker, wait_until, frank, bea, tess, asa, ash
):
    """Killed (-9) when both files are made and neither is kept: the next keeps them, once."""
    world = World(Framework(frank, bea), tess)
    three_bids(world, asa)
    panel = issued(world, a_panel(world, asa, ash))
    with transaction.atomic():
        # Whoever keeps the files has to wait for the panel.
        Panel.objects.select_for_update().get(pk=panel.pk)
        worker.start()
        wait_until(lambda: PanelPaper.objects.get().step.startswith("Writing"), timeout=60)
        worker.kill()
    assert PanelPaper.objects.get().pdf is None
    worker.start()
    wait_until(lambda: PanelPaper.objects.get().state == "done", timeout=90)
    kept = PanelPaper.objects.get()
    assert kept.attempts == 2 and bytes(kept.pdf)[:5] == b"%PDF-"
