"""Addresses of crowdfunded projects and pledges."""

from django.urls import path

from funding.views.crowd import panel, public

urlpatterns = [
    path("officers/funding/crowd/<int:pk>/", panel.crowd, name="crowd"),
    path("funding/projects/<int:pk>/", public.project, name="project"),
    path("funding/<slug:slug>/projects/", public.projects, name="projects"),
    path("funding/<slug:slug>/projects/rounds/", public.statement, name="crowd_statement"),
    path(
        "funding/<slug:slug>/projects/rounds.csv", public.statement_csv, name="crowd_statement_csv"
    ),
]
