"""The forms about Word files, summaries and easy-read versions in error state, in a browser."""

import pytest
from django.urls import reverse

from strategy.actions.word import read_file, receive, save_rendition
from strategy.models import WordImport
from tests.browsing import troubles_in_error
from tests.strategy.word.files import WordFile, picture, strategy_file

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(olivia, now, content):
    upload = {"file_name": "strategy.docx", "content_type": WORD, "content": content}
    found = receive(slug="civil-society", upload=upload, by=olivia, now=now)
    read_file(word_import=found, now=now)
    return WordImport.objects.get()


def test_pictures_without_words(open_page, olivia, now):
    found = read(olivia, now, strategy_file().picture(picture(colour="red")).bytes())
    page = open_page(reverse("strategy:word_import", args=[found.pk]), person=olivia)
    assert troubles_in_error(page, "Import all of it as the draft") == []


def test_empty_summary(final, open_page, olivia):
    address = reverse("strategy:write_rendition", args=["civil-society", 1, "summary"])
    assert troubles_in_error(open_page(address, person=olivia), "Save") == []


def test_no_picture(final, open_page, olivia, now):
    save_rendition(version=final, kind="summary", body="Words.", revision=0, by=olivia, now=now)
    address = reverse("strategy:add_rendition_picture", args=["civil-society", 1, "summary"])
    assert troubles_in_error(open_page(address, person=olivia), "Add the picture") == []


def test_no_file(final, open_page, olivia):
    address = reverse("strategy:import", args=["civil-society"])
    assert troubles_in_error(open_page(address, person=olivia), "Bring in the text") == []


def test_file_that_cannot_be_imported_shows_it_beside_the_field(final, open_page, olivia, now):
    found = read(olivia, now, WordFile().text("Only words.").bytes())
    page = open_page(reverse("strategy:word_import", args=[found.pk]), person=olivia)
    assert "choose “Heading 1”" in page.text_content(".govuk-form-group--error")
    assert page.troubles == []


def test_word_file_comes_in_by_keyboard_and_mouse(open_page, olivia, tmp_path, db):
    path = tmp_path / "strategy.docx"
    path.write_bytes(strategy_file().bytes())
    page = open_page(reverse("strategy:start"), person=olivia)
    page.get_by_label("Name in the address").fill("civil-society")
    page.get_by_label("Word or Markdown file").set_input_files(str(path))
    page.get_by_role("button", name="Bring in the text").click()
    page.get_by_role("heading", name="Reading “strategy.docx”").wait_for()
    read_file(word_import=WordImport.objects.get())
    page.get_by_role("link", name="Check again").click()
    page.get_by_role("heading", name="What came over").wait_for()
    page.get_by_role("button", name="Import all of it as the draft").click()
    page.get_by_text("The file is now version 1").wait_for()
