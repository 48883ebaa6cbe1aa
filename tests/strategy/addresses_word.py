"""Who may open which address: Word files, exports, summary and easy-read version."""

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from strategy.actions import import_text
from strategy.actions.word import (
    add_picture,
    publish_rendition,
    read_file,
    receive,
    save_rendition,
)
from strategy.formats import read_strategy
from strategy.formats.word import converted
from strategy.models import Picture
from tests.access import PUBLIC, Row
from tests.strategy.conftest import SHORT
from tests.strategy.word.files import picture, strategy_file

OFFICERS = {Permission.MANAGE_STRATEGY}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _version(kind):
    text = read_strategy(SHORT.encode(), kind="draft")
    version = import_text(slug="civil-society", text=text, by=SYSTEM).version
    Picture.objects.create(
        version=version, key="picture-1", alt="A hall", content_type="image/png",
        content=picture(), width=60, height=40,
    )  # fmt: skip
    if kind != "draft":
        import_text(slug="civil-society", text=read_strategy(SHORT.encode(), kind=kind), by=SYSTEM)
    return version


def _numbered(kind, **more):
    def kwargs(cast):
        version = _version(kind)
        return {"slug": version.strategy.slug, "number": version.number, **more}

    return kwargs


def _rendition(published, **more):
    def kwargs(cast):
        version, now = _version("final"), timezone.now()
        made = save_rendition(
            version=version, kind="easy_read", body="# In short\n\nWe help.\n\n"
            "![A hall](picture:picture-1)", revision=0, by=SYSTEM, now=now,
        )  # fmt: skip
        add_picture(
            version=version,
            kind="easy_read",
            picture=converted(picture()),
            alt="Two people at a table",
            by=SYSTEM,
        )
        if published:
            publish_rendition(rendition=made, by=SYSTEM, now=now)
        parts = {"slug": version.strategy.slug, "number": version.number, "kind": "easy_read"}
        return parts | more

    return kwargs


def _file(**more):
    def kwargs(cast):
        given = {"file_name": "strategy.docx", "content_type": WORD}
        word = (
            strategy_file()
            .picture(picture(colour="red"))
            .runs(
                '<w:r><w:t xml:space="preserve">We </w:t></w:r><w:del w:id="1"><w:r>'
                "<w:delText>may, where money allows, </w:delText></w:r></w:del>"
                '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>act</w:t></w:r>'
            )
        )
        word.file.sections[0].footer.paragraphs[0].text = "Version 0.7, for the Steering Group"
        content = word.bytes()
        found = receive(
            slug="civil-society",
            upload={**given, "content": content},
            by=cast["consultation_officer"],
            now=timezone.now(),
        )
        read_file(word_import=found)
        return {"pk": found.pk, **more}

    return kwargs


ROWS = {
    "strategy:word_import": Row(OFFICERS, _file()),
    "strategy:read_word_again": Row(OFFICERS, _file(), method="post", page=False),
    "strategy:imported_picture": Row(OFFICERS, _file(key="picture-1"), page=False),
    "strategy:version_pdf": Row(PUBLIC, _numbered("final"), page=False),
    "strategy:version_docx": Row(PUBLIC, _numbered("final"), page=False),
    "strategy:picture": Row(PUBLIC, _numbered("final", key="picture-1"), page=False),
    "strategy:rendition": Row(PUBLIC, _rendition(published=True)),
    "strategy:rendition_pdf": Row(PUBLIC, _rendition(published=True), page=False),
    "strategy:rendition_docx": Row(PUBLIC, _rendition(published=True), page=False),
    "strategy:rendition_picture": Row(
        PUBLIC, _rendition(published=True, edition=1, key="own-1"), page=False
    ),
    "strategy:add_rendition_picture": Row(OFFICERS, _rendition(published=False)),
    "strategy:write_rendition": Row(OFFICERS, _rendition(published=False)),
    "strategy:publish_rendition": Row(OFFICERS, _rendition(published=False)),
}
