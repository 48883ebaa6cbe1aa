"""Addresses of objectives, measures, actions from elsewhere and reports on progress."""

from django.urls import path

from strategy.views.measures import officers, progress, public, undertakings

PUBLIC = "strategy/<slug:slug>"
DESK = "officers/strategy/<slug:slug>"
MEASURE = f"{DESK}/measures/<slug:measure>"
ACTION = f"{DESK}/actions/<slug:undertaking>"
REPORT = f"{DESK}/progress/<int:pk>"

urlpatterns = [
    path(f"{PUBLIC}/measures/", public.measures, name="measures"),
    path(f"{PUBLIC}/measures.csv", public.measures_csv, name="measures_csv"),
    path(f"{PUBLIC}/measures.json", public.measures_json, name="measures_json"),
    path(f"{PUBLIC}/measures/<slug:measure>/", public.measure, name="measure"),
    path(f"{PUBLIC}/actions/", public.undertakings, name="undertakings"),
    path(f"{PUBLIC}/actions/<slug:undertaking>/", public.undertaking, name="undertaking"),
    path(f"{PUBLIC}/progress/<int:pk>/", public.progress_report, name="progress_report"),
    path(f"{PUBLIC}/progress/<int:pk>.<slug:form>", public.progress_file, name="progress_file"),
    path(f"{DESK}/measures/", officers.hub, name="manage_measures"),
    path(f"{DESK}/objectives/new/", officers.add_objective, name="add_objective"),
    path(f"{DESK}/objectives/<int:pk>/", officers.change_objective, name="change_objective"),
    path(f"{DESK}/objectives/<int:pk>/retire/", officers.retire_objective, name="retire_objective"),
    path(f"{DESK}/measures/new/", officers.add_measure, name="add_measure"),
    path(f"{MEASURE}/", officers.manage_measure, name="manage_measure"),
    path(f"{MEASURE}/change/", officers.change_measure, name="change_measure"),
    path(f"{MEASURE}/publish/", officers.publish_measure, name="publish_measure"),
    path(f"{MEASURE}/retire/", officers.retire_measure, name="retire_measure"),
    path(f"{MEASURE}/throw-away/", officers.throw_away, name="throw_measure_away"),
    path(f"{MEASURE}/readings/new/", officers.enter_reading, name="enter_reading"),
    path(f"{MEASURE}/readings/<int:pk>/", officers.correct_reading, name="correct_reading"),
    path(f"{MEASURE}/readings/<int:pk>/source/", officers.take_source, name="take_source"),
    path(f"{DESK}/actions/new/", undertakings.add_undertaking, name="add_undertaking"),
    path(f"{ACTION}/", undertakings.manage_undertaking, name="manage_undertaking"),
    path(f"{ACTION}/change/", undertakings.change_undertaking, name="change_undertaking"),
    path(f"{ACTION}/publish/", undertakings.publish_undertaking, name="publish_undertaking"),
    path(f"{ACTION}/tell/", undertakings.tell_undertaking, name="tell_undertaking"),
    path(f"{DESK}/progress/new/", progress.start_report, name="start_report"),
    path(f"{REPORT}/", progress.manage_report, name="manage_report"),
    path(f"{REPORT}/texts/", progress.report_texts, name="report_texts"),
    path(f"{REPORT}/make/", progress.make_report, name="make_report"),
    path(f"{REPORT}/read/", progress.report_preview, name="report_preview"),
    path(f"{REPORT}/publish/", progress.publish_report, name="publish_report"),
    path(f"{REPORT}/<slug:form>/", progress.draft_file, name="report_draft_file"),
]
