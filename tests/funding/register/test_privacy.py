"""Nothing that leads to a person leaves by any door: refused on the way in, held back on the way
out, and the officers are told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.refusal import Refused
from civilsociety.ui.personal import has_personal_data
from funding.actions.register import publish_award, request_register_check, run_register_check
from funding.models import PublishedAward
from funding.queries.register.places import tasks_for
from funding.rules.register import RULES, is_clean
from tests.funding.register.makers import fill, row
from tests.funding.register.reading import as_csv, as_json, as_xlsx, body

LEAKS = [
    "Ask jo.smith@example.org about it.",
    "Ring 01795 123456 first.",
    "We meet at 14 Marsh Lane.",
    "Post to ME10 3AB.",
    "Born on the first of May.",
]


def smuggle(world, text, **more):
    """A row written around the rules, as by a hand in the database."""
    award = world.award()
    leak = row(world, award, summary=text, read_by_rules="", **more)
    leak.save()
    return leak


def everything_public(client, reference):
    """Every byte that leaves: list, map, page of the award, three files, map of the site."""
    pages = ["/funding/grants/", "/funding/grants/districts/", f"/funding/grants/{reference}/"]
    found = b"".join(client.get(page).content for page in pages)
    found += b"".join(body(client.get(f"/funding/grants.{kind}")) for kind in ("csv", "json"))
    cells = [cell for line in as_xlsx(client)["Awards"].values for cell in line]
    return found.decode() + json.dumps(cells, default=str)


@pytest.mark.parametrize("text", LEAKS)
def test_row_that_leads_to_a_person_leaves_by_no_door(world, client, text):
    fill(world, 3)
    leak = smuggle(world, text)
    assert text not in everything_public(client, leak.reference)
    assert leak.reference not in [line["Reference"] for line in as_csv(client)]
    assert len(as_json(client)["grants"]) == 3
    assert client.get(f"/funding/grants/{leak.reference}/").status_code == 404


def test_clean_row_under_older_rules_still_leaves(world, client):
    fill(world, 2, read_by_rules="older")
    assert len(as_json(client)["grants"]) == len(as_csv(client)) == 2


def test_file_is_whole_json_when_every_row_is_held_back(world, client):
    smuggle(world, LEAKS[0])
    assert as_json(client)["grants"] == []


def test_officers_are_told_and_clean_rows_are_marked_as_read(world):
    fill(world, 2, read_by_rules="older")
    leak = smuggle(world, LEAKS[1])
    check = request_register_check(by=world.officer, now=world.now)
    run_register_check(check=check, now=world.now)
    check.refresh_from_db()
    assert check.held_back == [leak.reference]
    assert PublishedAward.objects.filter(read_by_rules=RULES).count() == 2
    [task] = [task for task in tasks_for(world.officer) if "held back" in task.title]
    assert task.urgent


def test_what_changed_may_not_lead_to_a_person_either(world):
    award = world.award()
    publish_award(award=award, now=world.now)
    world.framework.release(commitment=award.promises.get().commitment, pence=100)
    with pytest.raises(Refused, match="what changed"):
        publish_award(award=award, now=world.now, what_changed="Ask jo@example.org why.")
    assert PublishedAward.objects.get().version == 1


@given(st.text(max_size=60), st.sampled_from(LEAKS), st.text(max_size=60))
def test_a_row_is_clean_only_when_nothing_in_its_texts_leads_to_a_person(before, leak, after):
    text = f"{before} {leak} {after}"
    for field in ("title", "summary", "what_changed"):
        texts = {"title": before, "summary": after, "what_changed": ""} | {field: text}
        unread = PublishedAward(**texts)
        assert is_clean(unread) == (not any(map(has_personal_data, texts.values())))
