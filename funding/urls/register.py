"""Addresses of the public register, its files and evaluations."""

from django.urls import path

from funding.views.register import evaluations, files, grants

urlpatterns = [
    path("funding/grants/", grants.grants, name="grants"),
    path("funding/grants.csv", files.grants_csv, name="grants_csv"),
    path("funding/grants.xlsx", files.grants_xlsx, name="grants_xlsx"),
    path("funding/grants.json", files.grants_json, name="grants_json"),
    path("funding/grants/districts/", grants.districts, name="districts"),
    path("funding/grants/<slug:reference>/", grants.grant, name="grant"),
    path("funding/outcomes/", grants.outcomes_of_rounds, name="outcomes"),
    path("funding/<slug:slug>/evaluation/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path(
        "funding/<slug:slug>/evaluation/<int:pk>/evaluation.<str:kind>",
        evaluations.evaluation_file,
        name="evaluation_file",
    ),
]
