"""Addresses of consultations, by what people do there.

Grouped by how they begin, so that an address is not held against all the others: most that are
asked for are of people answering.
"""

from django.urls import include, path

from consultations.urls import answer, hear, prepare, respond

app_name = "consultations"

urlpatterns = [
    path("consultations/<slug:slug>/respond/", include(respond.ANSWERING)),
    path("consultations/", include([*prepare.PUBLIC, *answer.PUBLIC])),
    path(
        "officers/consultations/",
        include([*prepare.OFFICERS, *respond.OFFICERS, *hear.OFFICERS, *answer.OFFICERS]),
    ),
]
