"""Addresses of the pages on which a draft is written."""

from django.urls import path

from strategy.views.editing import history, outline, versions, writing

VERSION = "officers/strategy/<slug:slug>/<int:number>/"
SECTION = f"{VERSION}sections/<slug:key>/"

urlpatterns = [
    path(f"{VERSION}revise/", versions.start_revision, name="start_revision"),
    path(f"{VERSION}describe/", versions.describe, name="describe"),
    path(f"{VERSION}add-section/", outline.add_section, name="add_section"),
    path(f"{VERSION}move-section/", outline.move_section, name="move_section"),
    path(SECTION, writing.edit_section, name="edit_section"),
    path(f"{SECTION}preview/", writing.preview, name="preview_section"),
    path(f"{SECTION}hold/", writing.hold, name="hold_section"),
    path(f"{SECTION}split/", outline.split_section, name="split_section"),
    path(f"{SECTION}anchor/", outline.change_anchor, name="change_anchor"),
    path(f"{SECTION}take-out/", outline.take_out, name="take_out"),
    path(f"{SECTION}taken-out/", outline.show_taken_out, name="taken_out"),
    path(f"{SECTION}put-back/", outline.put_back, name="put_back"),
    path(f"{SECTION}history/", history.history, name="section_history"),
    path(f"{SECTION}history/<int:revision>/", history.restore, name="restore_section"),
]
