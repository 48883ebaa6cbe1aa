"""Answering, changing and withdrawing; entering what came on paper."""

from django.urls import path

from consultations.views.respond import changing, officers, pages, returning, sending

HERE = "consultations/<slug:slug>/respond/"
OFFICERS = "officers/consultations/<slug:slug>/"

# Pages of ours come before the sections': see RESERVED in views/respond/drawing.py.
urlpatterns = [
    path(HERE, pages.start, name="respond"),
    path(f"{HERE}save/", returning.save, name="respond_save_last"),
    path(f"{HERE}save/<slug:section_key>/", returning.save, name="respond_save"),
    path(f"{HERE}last/", pages.last, name="respond_last"),
    path(f"{HERE}organisation/", changing.organisation, name="respond_organisation"),
    path(f"{HERE}check/", sending.check, name="respond_check"),
    path(f"{HERE}send/", sending.send, name="respond_send"),
    path(f"{HERE}done/", sending.done, name="respond_done"),
    path(f"{HERE}receipt.pdf", sending.receipt, name="respond_receipt"),
    path(f"{HERE}later/", returning.later, name="respond_later"),
    path(f"{HERE}return/", returning.come_back, name="respond_return"),
    path(f"{HERE}return/<str:key>/", returning.open_link, name="respond_open"),
    path(f"{HERE}change/", changing.change, name="respond_change"),
    path(f"{HERE}withdraw/", changing.take_back, name="respond_withdraw"),
    path(f"{HERE}leave/", returning.leave, name="respond_leave"),
    path(f"{HERE}section/<slug:section_key>/", pages.section, name="respond_named_section"),
    path(f"{HERE}<slug:section_key>/", pages.section, name="respond_section"),
    path(f"{OFFICERS}enter/", officers.enter_page, name="respond_enter"),
    path(f"{OFFICERS}entered/", officers.entered, name="respond_entered"),
    path(f"{OFFICERS}duplicates/", officers.duplicates, name="respond_duplicates"),
    path(f"{OFFICERS}duplicates/<int:pk>/", officers.duplicate, name="respond_duplicate"),
]
