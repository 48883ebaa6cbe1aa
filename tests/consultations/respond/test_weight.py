"""What a phone on a slow line has to fetch to answer: pages with their scripts, compressed."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.usefixtures("open_now")
MOST = 60 * 1024
SCRIPTS = ("portal.js", "respond.js")


@pytest.mark.parametrize("place", ["", "section", "last"])
def test_page_with_its_scripts_is_light(long_one, page, visitor, place):
    parts = ["strategy"] if place == "section" else []
    answer = visitor.get(page(long_one, place, *parts), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    folder = Path(settings.BASE_DIR, "static", "build", "scripts")
    scripts = sum(len(gzip.compress((folder / name).read_bytes())) for name in SCRIPTS)
    assert len(answer.content) + scripts < MOST
