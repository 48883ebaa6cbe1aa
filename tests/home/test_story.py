"""The demonstration's story, followed from page to page."""

import pytest
from django.core.management import call_command

from civilsociety.home.queries import public_addresses

pytestmark = pytest.mark.django_db


def test_story_can_be_followed_from_the_front_page_to_the_report_and_back(stranger, count_queries):
    call_command("demo")
    front = stranger.get("/").content.decode()
    text = stranger.get("/strategy/civil-society/").content.decode()
    report = "/consultations/civil-society-2021/you-said-we-did/"

    assert f'href="{report}"' in front
    beside = text[text.index('id="volunteering"') : text.index('id="small-organisations"')]
    assert "You said" in beside
    assert "No change" in beside
    assert f'href="{report}' in beside
    beside = text[text.index('id="terminology"') : text.index('id="history"')]
    assert f'href="{report}' in beside
    assert count_queries(lambda: stranger.get("/strategy/civil-society/")) <= 24
    assert all(stranger.get(address).status_code == 200 for address in public_addresses())
    assert "<code>response</code>" in stranger.get("/cookies/").content.decode()
