"""Following responses as they come, results, themes, quotes."""

from django.urls import path

from consultations.views.hear import live, looking, reading, responses, results, themes

BASE = "<slug:slug>/"

FOLLOWING = [
    path(f"{BASE}live/", live.live_page, name="hear_live"),
    path(f"{BASE}live/exact/", looking.exact_counts, name="hear_exact"),
    path(f"{BASE}results/", results.results_page, name="hear_results"),
    path(
        f"{BASE}results/results.csv", results.results_file, {"kind": "csv"}, name="hear_results_csv"
    ),
    path(
        f"{BASE}results/results.xlsx",
        results.results_file,
        {"kind": "xlsx"},
        name="hear_results_xlsx",
    ),
]

RESPONSES = [
    path(f"{BASE}responses/", responses.response_list, name="hear_responses"),
    path(f"{BASE}responses/download/", responses.take_out, name="hear_take_out"),
    path(f"{BASE}responses/<str:reference>/", responses.response_page, name="hear_response"),
    path(f"{BASE}responses/<str:reference>/erase/", responses.erase, name="hear_erase"),
]

READING = [
    path(f"{BASE}read/", reading.overview, name="hear_read"),
    path(f"{BASE}read/<slug:question>/", reading.answer_list, name="hear_answers"),
    path(f"{BASE}read/<slug:question>/<int:pk>/", reading.answer_page, name="hear_answer"),
    path(f"{BASE}read/<slug:question>/<int:pk>/quote/", reading.quote, name="hear_quote"),
    path(f"{BASE}quotes/<int:pk>/drop/", reading.drop_quote, name="hear_drop_quote"),
    path(f"{BASE}themes/", themes.theme_list, name="hear_themes"),
    path(f"{BASE}themes/<int:pk>/", themes.theme_page, name="hear_theme"),
    path(f"{BASE}themes/<int:pk>/merge/", themes.merge, name="hear_merge"),
    path(f"{BASE}themes/<int:pk>/delete/", themes.delete, name="hear_delete_theme"),
]

OFFICERS = [*FOLLOWING, *RESPONSES, *READING]
