"""Answering, changing and withdrawing; entering what came on paper."""

from django.urls import path

from consultations.views.respond import changing, officers, pages, returning, sending

ONE = "<slug:slug>/"

# Pages of ours come before the sections': see RESERVED in views/respond/drawing.py.
ANSWERING = [
    path("", pages.start, name="respond"),
    path("save/", returning.save, name="respond_save_last"),
    path("save/<slug:section_key>/", returning.save, name="respond_save"),
    path("last/", pages.last, name="respond_last"),
    path("organisation/", changing.organisation, name="respond_organisation"),
    path("check/", sending.check, name="respond_check"),
    path("send/", sending.send, name="respond_send"),
    path("done/", sending.done, name="respond_done"),
    path("receipt.pdf", sending.receipt, name="respond_receipt"),
    path("later/", returning.later, name="respond_later"),
    path("return/", returning.come_back, name="respond_return"),
    path("return/<str:key>/", returning.open_link, name="respond_open"),
    path("change/", changing.change, name="respond_change"),
    path("withdraw/", changing.take_back, name="respond_withdraw"),
    path("leave/", returning.leave, name="respond_leave"),
    path("section/<slug:section_key>/", pages.section, name="respond_named_section"),
    path("<slug:section_key>/", pages.section, name="respond_section"),
]

OFFICERS = [
    path(f"{ONE}enter/", officers.enter_page, name="respond_enter"),
    path(f"{ONE}entered/", officers.entered, name="respond_entered"),
    path(f"{ONE}duplicates/", officers.duplicates, name="respond_duplicates"),
    path(f"{ONE}duplicates/<int:pk>/", officers.duplicate, name="respond_duplicate"),
]
