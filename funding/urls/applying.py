"""Addresses of writing an application, and of what an organisation gives once."""

from django.urls import path

from funding.views.applying import files, finishing, starting, writing
from funding.views.organisations import given

ONE = "funding/applications/<int:pk>/"
THEIRS = "funding/organisations/<int:pk>/"

urlpatterns = [
    path("funding/calls/<int:pk>/start/", starting.start, name="start"),
    path("funding/join/<str:token>/", starting.join, name="join"),
    path("funding/applications/", starting.applications, name="applications"),
    path(ONE, finishing.application, name="application"),
    path(f"{ONE}about/", writing.about, name="application_about"),
    path(f"{ONE}section/<int:number>/", writing.section, name="application_section"),
    path(f"{ONE}budget/", writing.budget, name="application_budget"),
    path(f"{ONE}organisation/", finishing.organisation, name="application_organisation"),
    path(f"{ONE}documents/", finishing.documents, name="application_documents"),
    path(f"{ONE}people/", finishing.people, name="application_people"),
    path(f"{ONE}people/leave/", finishing.leave, name="application_leave"),
    path(
        f"{ONE}people/<int:colleague_pk>/<str:act>/",
        finishing.person_act,
        name="application_person",
    ),
    path(f"{ONE}sign/", finishing.sign, name="application_sign"),
    path(f"{ONE}sign/ask/", finishing.ask_to_sign, name="application_ask_to_sign"),
    path(f"{ONE}check/", finishing.check, name="application_check"),
    path(f"{ONE}sent/", finishing.sent, name="application_sent"),
    path(f"{ONE}withdraw/", finishing.withdraw, name="application_withdraw"),
    path(
        f"{ONE}download.pdf",
        finishing.application_download,
        {"kind": "pdf"},
        name="application_pdf",
    ),
    path(
        f"{ONE}download.docx",
        finishing.application_download,
        {"kind": "docx"},
        name="application_docx",
    ),
    path(f"{ONE}files/<int:file_pk>/", files.file, name="application_file"),
    path(f"{ONE}files/<int:file_pk>/remove/", files.take_out, name="application_take_out"),
    path(f"{ONE}files/give/<slug:key>/", files.give, name="application_give_file"),
    path(THEIRS, given.organisation, name="organisation"),
    path(f"{THEIRS}profile/", given.profile, name="organisation_profile"),
    path(f"{THEIRS}profile/right/", given.still_right, name="organisation_still_right"),
    path(f"{THEIRS}documents/", given.documents, name="organisation_documents"),
    path(f"{THEIRS}documents/<int:document_pk>/", given.document, name="organisation_document"),
    path(f"{THEIRS}bank/", given.bank, name="organisation_bank"),
]
