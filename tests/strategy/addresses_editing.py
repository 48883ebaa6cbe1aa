"""Who may open which address: editing."""

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from strategy.actions import editing, import_text
from strategy.formats import read_strategy
from tests.access import Row
from tests.strategy.conftest import SHORT

OFFICERS = {Permission.MANAGE_STRATEGY}
TEXT = SHORT.replace(
    "We will support **volunteers**.",
    "We will support **volunteers**.\n\n> “Make it simple.”\n\n"
    "| Who | When |\n|---|---|\n| Councils | 2022 |\n| Groups | 2023 |",
)
BODY = "We will support **every volunteer**.\n\n### Older people\n\nWords.\n\n### Young people\n"


def _version(kind=""):
    text = read_strategy(TEXT.encode(), kind=kind)
    return import_text(slug="civil-society", text=text, by=SYSTEM).version


def _numbered(kind=""):
    def kwargs(cast):
        version = _version(kind)
        return {"slug": version.strategy.slug, "number": version.number}

    return kwargs


def _written(cast):
    """A draft after a published text, in which somebody wrote, took out and added."""
    published, now = _version("consultation_draft"), timezone.now()
    by = cast["consultation_officer"]
    draft = editing.start_revision(version=published, by=by, now=now)
    section = draft.sections.get(key="volunteering")
    editing.save_section(
        section=section, title=section.title, body=BODY, revision=1, by=by, now=now
    )
    editing.take_out(section=draft.sections.get(key="place"), by=by, now=now)
    return draft


def _section(key, **more):
    def kwargs(cast):
        draft = _written(cast)
        return {"slug": draft.strategy.slug, "number": draft.number, "key": key, **more}

    return kwargs


def _post(kwargs):
    return Row(OFFICERS, kwargs, method="post", page=False, opens=False)


ROWS = {
    "strategy:start_revision": _post(_numbered("final")),
    "strategy:describe": Row(OFFICERS, _numbered()),
    "strategy:add_section": Row(OFFICERS, _numbered(), query="?place=inside:people"),
    "strategy:move_section": _post(_numbered()),
    "strategy:edit_section": Row(OFFICERS, _section("volunteering")),
    "strategy:preview_section": Row(
        OFFICERS, _section("volunteering"), method="post", page=False, data={"body": "Words."}
    ),
    "strategy:hold_section": Row(
        OFFICERS, _section("volunteering"), method="post", page=False, data={"revision": "2"}
    ),
    "strategy:split_section": _post(_section("volunteering")),
    "strategy:change_anchor": Row(OFFICERS, _section("volunteering")),
    "strategy:take_out": Row(OFFICERS, _section("people")),
    "strategy:taken_out": Row(OFFICERS, _section("place")),
    "strategy:put_back": _post(_section("place")),
    "strategy:section_history": Row(OFFICERS, _section("volunteering")),
    "strategy:restore_section": Row(OFFICERS, _section("volunteering", revision=1)),
}
