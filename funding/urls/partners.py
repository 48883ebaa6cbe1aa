"""Addresses of regrants through a partner and commissioned pilots."""

from django.urls import path

from funding.views.partners import milestones, onward, public, readings

OF_AWARD = "funding/awards/<int:pk>"
OFFICERS = "officers/funding"

urlpatterns = [
    path("funding/onward/<int:pk>/", public.onward, name="onward"),
    path("funding/onward/<int:pk>.<str:kind>", public.onward_file, name="onward_file"),
    path(f"{OF_AWARD}/onward/", onward.files, name="onward_files"),
    path(f"{OF_AWARD}/onward/template.<str:kind>", onward.template, name="onward_template"),
    path(f"{OF_AWARD}/onward/<int:number>/", onward.import_page, name="onward_import"),
    path(f"{OF_AWARD}/onward/<int:number>/confirm/", onward.confirm, name="onward_confirm"),
    path(f"{OF_AWARD}/onward/<int:number>/mistakes.csv", onward.problems, name="onward_problems"),
    path(f"{OF_AWARD}/milestones/<int:number>/", milestones.milestone, name="milestone"),
    path(
        f"{OF_AWARD}/milestones/<int:number>/files/<int:file>/",
        milestones.milestone_file,
        name="milestone_file",
    ),
    path(f"{OF_AWARD}/indicators/", readings.readings, name="readings"),
    path(f"{OF_AWARD}/indicators/<str:slug>/", readings.quarter, name="quarter"),
    path(f"{OF_AWARD}/notes/", readings.notes, name="case_notes"),
    path(f"{OF_AWARD}/notes/new/", readings.new_note, name="new_case_note"),
    path(f"{OF_AWARD}/notes/<int:number>/", readings.note, name="case_note"),
    path("funding/<slug:slug>/indicators/", public.indicators, name="indicators"),
    path(
        "funding/<slug:slug>/indicators.<str:kind>",
        public.indicators_file,
        name="indicators_file",
    ),
    path(
        f"{OFFICERS}/milestone-evidence/<int:pk>/", milestones.evidence_file, name="evidence_file"
    ),
    path(
        f"{OFFICERS}/awards/<int:pk>/indicators/",
        readings.figures_of_award,
        name="figures_of_award",
    ),
    path(
        f"{OFFICERS}/awards/<int:pk>/indicators.<str:kind>",
        readings.figures_of_award_file,
        name="figures_of_award_file",
    ),
    path(
        f"{OFFICERS}/imports/<int:pk>/mistakes.csv", onward.import_problems, name="import_problems"
    ),
    path(f"{OFFICERS}/onward/template.<str:kind>", onward.officers_template, name="list_template"),
]
