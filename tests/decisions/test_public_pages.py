"""What anybody reads: the register, the records, the forward plan, the feed, the files."""

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from civilsociety.decisions.slots import Panel, what_followed, where_it_began
from civilsociety.ui.slots import sitemap
from tests.decisions.makers import (
    TAKEN,
    a_decision,
    a_delegation,
    a_draft,
    a_notice,
    a_purpose,
    at,
    decided_under,
)
from tests.pdf import pdf_ua_complaints

pytestmark = pytest.mark.django_db
LATER = date(2022, 3, 1)
PDF = {"file_name": "report.pdf", "content_type": "application/pdf", "content": b"%PDF-1.7"}


@pytest.fixture(autouse=True)
def later(hold_clock):
    hold_clock(2022, 3, 1, 12)


def text(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def corrected():
    first = a_decision()
    second = actions.correct(decision=first, note="The division was wrong.", by=SYSTEM)
    actions.change(decision=second, particulars={"reasons": "It is needed in Deal."}, by=SYSTEM)
    return actions.publish(decision=second, by=SYSTEM, now=at(LATER))


def test_register_says_who_decided_what_and_how_much(stranger):
    a_decision(pence=330_000_00)
    page = text(stranger, "/decisions/")
    for words in ("Money for recovery", "21/00055", "9 December 2021", "£330,000 may be spent"):
        assert words in page


def test_register_lists_a_corrected_record_once_in_its_latest_version(stranger):
    corrected()
    page = text(stranger, "/decisions/")
    assert page.count('href="/decisions/21-00055/"') == 1
    assert "Version 2" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "recovery"}, {"21/00055"}),
        ({"q": "22/00001"}, {"22/00001"}),
        ({"q": "recovery nothing"}, set()),
        ({"maker": "cabinet"}, {"22/00001"}),
        ({"year": "2021"}, {"21/00055"}),
        ({"key": "yes"}, {"22/00001"}),
        ({"key": "no"}, {"21/00055"}),
        ({"stands": "in_effect"}, {"21/00055"}),
        ({"stands": "waiting"}, {"22/00001"}),
        ({"stands": "superseded"}, set()),
        ({"year": "nonsense", "stands": "?"}, {"21/00055", "22/00001"}),
    ],
)
def test_register_is_searched_and_filtered(stranger, query, found):
    notice = a_notice(published_on=date(2022, 1, 3), due_from=LATER)
    a_decision()
    a_decision(
        "22/00001",
        title="A framework",
        maker_kind="cabinet",
        taken_on=LATER,
        published_on=LATER,
        is_key=True,
        notice=notice,
    )
    page = stranger.get("/decisions/", query).context["page"]
    assert {each.reference for each in page.object_list} == found


def test_superseded_record_is_found_and_says_by_which(stranger):
    old, new = a_decision(), a_decision("21/00099")
    actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=LATER)
    assert "21/00055" in text(stranger, "/decisions/", stands="superseded")
    page = text(stranger, "/decisions/21-00055/")
    assert 'href="/decisions/21-00099/"' in page
    assert "Supersedes" in text(stranger, "/decisions/21-00099/")


def test_record_shows_all_the_law_asks_for(stranger):
    a_decision(dispensations="One was granted.")
    page = text(stranger, "/decisions/21-00055/")
    for words in (
        "Set the money aside.",
        "It is needed.",
        "Doing nothing was rejected.",
        "None were declared.",
        "One was granted.",
        "Rosa Reed, Cabinet Member for Communities",
        "Swale East",
        "17 December 2021",
    ):
        assert words in page


def test_pathway_runs_from_notice_to_effect(stranger):
    notice = a_notice(published_on=date(2021, 10, 20), due_from=TAKEN)
    decision = a_draft(is_key=True, notice=notice)
    actions.add_comment(
        decision=decision,
        committee="Policy Committee",
        on=date(2021, 11, 9),
        said="Agreed.",
        answer="Thank you.",
        by=SYSTEM,
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    knots = stranger.get("/decisions/21-00055/").context["record"].knots
    assert [knot.word for knot in knots] == [
        "Announced",
        "Commented",
        "Decided",
        "Not called in",
        "Took effect",
    ]


def test_decision_waiting_for_effect_says_from_when(stranger, hold_clock):
    a_decision()
    hold_clock(2021, 12, 13)
    page = text(stranger, "/decisions/21-00055/")
    assert "Not in effect yet." in page
    assert "may act on it from 17 December 2021" in page


def test_each_version_keeps_its_address_and_points_at_the_other(stranger):
    corrected()
    assert "It is needed in Deal." in text(stranger, "/decisions/21-00055/")
    first = text(stranger, "/decisions/21-00055/versions/1/")
    assert "It is needed.</p>" in first
    assert "This is version 1." in first
    assert "The division was wrong." in text(stranger, "/decisions/21-00055/versions/2/")


def test_corrected_version_shows_what_it_changed_side_by_side(stranger):
    corrected()
    changes = stranger.get("/decisions/21-00055/").context["record"].changes
    assert changes == (("Reasons", "It is needed.", "It is needed in Deal."),)
    assert not stranger.get("/decisions/21-00055/versions/1/").context["record"].changes


@pytest.mark.parametrize(
    "address",
    ["/decisions/21-00055/", "/decisions/21-00055.pdf", "/decisions/21-00055/versions/1/"],
)
def test_draft_does_not_exist_for_anybody_on_public_pages(client_of, olivia, address):
    a_draft()
    assert client_of(None).get(address).status_code == 404
    assert client_of(olivia).get(address).status_code == 404


def test_draft_correction_is_not_seen_beside_the_published_version(stranger):
    first = a_decision()
    actions.correct(decision=first, note="Secret for now.", by=SYSTEM)
    assert "Secret for now." not in text(stranger, "/decisions/21-00055/")
    assert stranger.get("/decisions/21-00055/versions/2/").status_code == 404


def test_delegation_says_what_is_left_and_who_drew_on_it(stranger):
    delegation = a_delegation(100_000_00)
    decided_under(delegation, "22/00001", 60_000_00)
    page = text(stranger, "/decisions/21-00055/")
    assert "£40,000 is left to decide" in page
    assert 'href="/decisions/22-00001/"' in page
    assert "£100,000 may be decided later" in page
    assert 'href="/decisions/21-00055/"' in text(stranger, "/decisions/22-00001/")


def test_papers_are_downloads_links_or_exempt_with_the_reason(stranger):
    decision = a_draft()
    add = {"decision": decision, "by": SYSTEM}
    kept = actions.add_paper(kind="report", title="Report", file=PDF, **add)
    actions.add_paper(kind="background", title="Law", link="https://example.org/law", **add)
    actions.add_paper(kind="other", title="Prices", exempt_reason="Paragraph 3.", **add)
    assert stranger.get(f"/decisions/21-00055/papers/{kept.pk}/").status_code == 404
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    page = text(stranger, "/decisions/21-00055/")
    assert "Not published: Paragraph 3." in page and 'href="https://example.org/law"' in page
    file = stranger.get(f"/decisions/21-00055/papers/{kept.pk}/")
    assert file.content == PDF["content"]
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file.headers["Content-Security-Policy"]


def test_markup_in_a_record_is_not_run(stranger):
    a_decision(reasons="<script>alert(1)</script> [x](javascript:alert(1))")
    page = text(stranger, "/decisions/21-00055/")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_pdf_of_a_record_is_tagged_and_holds_its_words(stranger):
    notice = a_notice(published_on=date(2021, 10, 20), due_from=TAKEN)
    decision = a_draft(pence=330_000_00, is_key=True, notice=notice)
    actions.add_comment(
        decision=decision, committee="Policy", on=date(2021, 11, 9), said="Yes.", by=SYSTEM
    )
    actions.add_paper(
        decision=decision, kind="other", title="Prices", exempt_reason="Secret.", by=SYSTEM
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    answer = stranger.get("/decisions/21-00055.pdf")
    first = stranger.get("/decisions/21-00055/versions/1.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert pdf_ua_complaints({"latest": answer.content, "version 1": first.content}) == []


def test_feed_has_what_was_published_last_first(stranger):
    corrected()
    a_decision("22/00001", published_on=date(2022, 3, 2), taken_on=LATER)
    feed = ElementTree.fromstring(stranger.get("/decisions/feed/").content)
    titles = [each.text for each in feed.iterfind(".//{*}entry/{*}title")]
    assert titles == [
        "22/00001 Money for recovery",
        "21/00055 Money for recovery (version 2)",
        "21/00055 Money for recovery",
    ]


def test_csv_is_filtered_like_the_page_and_safe_to_open(stranger):
    a_decision(title="=HYPERLINK(1)", pence=330_000_00)
    a_decision("22/00001", maker_kind="cabinet")
    answer = stranger.get("/decisions.csv", {"maker": "cabinet_member"})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Reference"] for row in rows] == ["21/00055"]
    assert rows[0]["Title"].startswith("'=")
    assert rows[0]["May be spent (£)"] == "330000.00"


def test_forward_plan_counts_clear_days_until_it_is_decided(stranger, hold_clock):
    notice = a_notice(published_on=date(2022, 2, 20), due_from=date(2022, 4, 1))
    hold_clock(2022, 2, 25)
    assert "Clear day 5 of 28" in text(stranger, "/decisions/forward-plan/")
    assert "Democratic Services" in text(stranger, f"/decisions/forward-plan/{notice.pk}/")
    hold_clock(2022, 4, 2)
    assert "28 clear days have run" in text(stranger, "/decisions/forward-plan/")
    day = date(2022, 4, 1)
    a_decision(taken_on=day, published_on=day, is_key=True, notice=notice)
    page = text(stranger, "/decisions/forward-plan/")
    assert "No key decision is expected now." in page
    assert "21/00055" in text(stranger, f"/decisions/forward-plan/{notice.pk}/")


def test_notice_that_is_not_published_does_not_exist(stranger):
    notice = a_notice(published_on=None)
    assert stranger.get(f"/decisions/forward-plan/{notice.pk}/").status_code == 404


def test_other_apps_say_where_it_began_and_what_followed(stranger):
    a_decision()
    panel = Panel("Money committed", "decisions/parts/row.html", {}, ("£5 to the group.",))
    what_followed.register("test", lambda decision: [panel])
    where_it_began.register("test", lambda decision: [])
    try:
        assert "Money committed" in text(stranger, "/decisions/21-00055/")
    finally:
        what_followed.register("test", lambda decision: [])


def test_register_takes_the_same_queries_for_one_and_for_three(stranger, count_queries):
    a_decision(pence=100)
    stranger.get("/decisions/")
    one = count_queries(lambda: stranger.get("/decisions/"))
    a_decision("22/00001", pence=100)
    a_decision("22/00002", pence=100)
    assert count_queries(lambda: stranger.get("/decisions/")) == one


def test_record_takes_the_same_queries_for_one_and_for_three_of_everything(stranger, count_queries):
    for number in (1, 3):
        decision = a_draft(f"21/0000{number}")
        for key in range(number):
            purpose = a_purpose(f"purpose-{key}", f"Purpose {key}")
            wanted = {"decision": decision, "by": SYSTEM}
            actions.add_authority(
                purpose=purpose, up_to_pence=100_00, delegate_to="Director", **wanted
            )
            actions.add_paper(kind="other", title="Law", link="https://example.org", **wanted)
            actions.add_comment(committee="Policy", on=TAKEN, said="Yes.", **wanted)
        actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
        for delegation in decision.authorities.all():
            delegation.decision.refresh_from_db()
            decided_under(delegation, f"22/{delegation.pk:05}", 10_00)
    stranger.get("/decisions/21-00001/")
    one = count_queries(lambda: stranger.get("/decisions/21-00001/"))
    assert count_queries(lambda: stranger.get("/decisions/21-00003/")) == one


def test_map_of_the_site_has_records_and_notices(stranger):
    a_decision()
    notice = a_notice()
    found = sitemap.fill()
    assert "/decisions/21-00055/" in found
    assert f"/decisions/forward-plan/{notice.pk}/" in found
    assert text(stranger, "/sitemap.xml")


@pytest.mark.parametrize(
    "address",
    [
        "/decisions/?page=x&q=%00",
        "/decisions/?q=" + "a" * 5000,
        "/decisions/?year=0&key=maybe",
        "/decisions/99-99999/",
        "/decisions/21-55/",
        "/decisions/21-00055/versions/99999999999999999999/",
        "/decisions/21-00055/papers/99999999999999999999/",
    ],
)
def test_odd_address_gets_a_page(stranger, address):
    a_decision()
    assert stranger.get(address).status_code in (200, 400, 404)
