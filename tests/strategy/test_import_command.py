"""manage.py import_strategy."""

import pytest
from django.core.management import CommandError, call_command

from strategy.models import Version
from tests.strategy.conftest import SHORT

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
