"""manage.py import_strategy."""

import pytest
from django.core.management import CommandError, call_command

from strategy.models import Version
from tests.strategy.conftest import SHORT
from tests.strategy.word.files import picture, strategy_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "strategy.md"
    path.write_text(SHORT, encoding="utf-8")
    return path


def run(*args, **options):
    call_command("import_strategy", *args, **options)


def test_import_publishes_as_the_kind_given(file, capsys):
    run("civil-society", file, kind="consultation_draft", title="Another title")

    assert Version.objects.get().title == "Another title"
    assert "version 1 of “Another title”" in capsys.readouterr().out


def test_second_import_says_that_nothing_changed(file, capsys):
    run("civil-society", file)
    run("civil-society", file)

    assert "Nothing was changed" in capsys.readouterr().out
    assert Version.objects.count() == 1


def test_wrong_file_names_line_and_cure(file):
    file.write_text("# T\n\n## A\n\n#### B\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Line 5: “B” skips a level"):
        run("civil-society", file)
    assert not Version.objects.exists()


def test_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("civil-society", tmp_path / "none.md")


def test_folder_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run("civil-society", tmp_path)


@pytest.mark.parametrize("slug", ["Civil Society", "../up", "a" * 61, ""])
def test_slug_that_cannot_stand_in_an_address_is_refused(file, slug):
    with pytest.raises(CommandError, match="cannot stand in an address"):
        run(slug, file)


def test_endless_file_is_refused_without_reading_it_all():
    with pytest.raises(CommandError, match="larger than 1 MB"):
        run("civil-society", "/dev/zero")


@pytest.fixture
def word(tmp_path):
    path = tmp_path / "strategy.docx"
    path.write_bytes(strategy_file().picture(picture(colour="red")).text("More.").bytes())
    return path


def test_word_file_asks_for_words_and_imports_nothing_without_them(word):
    with pytest.raises(CommandError) as error:
        run("civil-society", word)
    assert '--alt picture-2="…"  (in 2 Place)' in str(error.value)
    assert "picture-1" not in str(error.value)
    assert not Version.objects.exists()


def test_word_file_comes_in_with_words_for_its_pictures(word, capsys):
    run("civil-society", word, alt=['picture-2="A red flag"'], kind="consultation_draft")

    version = Version.objects.get()
    assert version.state == "consultation_draft"
    assert [each.alt for each in version.pictures.all()] == ["Volunteers in a hall", "A red flag"]
    assert "![A red flag](picture:picture-2)" in version.sections.get(key="place").body


def test_dry_run_prints_what_would_come_over(word, capsys):
    run("civil-society", word, dry_run=True)

    said = capsys.readouterr().out
    assert "1.1 Volunteering {#volunteering}" in said
    assert "picture-2 (in 2 Place) has no words yet." in said
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        (["picture-9=Something"], "no picture-9 in the file"),
        (["picture-2"], "does not say what a picture shows"),
        (["picture-2=image.png"], "name of a file"),
    ],
)
def test_wrong_words_for_pictures_are_refused(word, alt, words):
    with pytest.raises(CommandError, match=words):
        run("civil-society", word, alt=alt)
    assert not Version.objects.exists()


def test_word_file_that_says_nothing_of_a_decision_cannot_be_adopted(word):
    with pytest.raises(CommandError, match="comes in as a draft"):
        run("civil-society", word, kind="adopted")


def test_broken_word_file_is_refused(word):
    word.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="damaged"):
        run("civil-society", word)


def test_same_word_file_twice_changes_nothing(word, capsys):
    for _ in range(2):
        run("civil-society", word, alt=["picture-2=A red flag"])
    assert "Nothing was changed" in capsys.readouterr().out
    assert Version.objects.count() == 1
