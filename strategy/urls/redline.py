"""Addresses of comparisons and of what changed and why."""

from django.urls import path

from strategy.views.redline import explaining, reading

STRATEGY = "strategy/<slug:slug>/"
EXPLAIN = "officers/strategy/<slug:slug>/<int:number>/explain/"

urlpatterns = [
    path(f"{STRATEGY}compare/", reading.choose, name="comparing"),
    path(f"{STRATEGY}compare/<int:before>/<int:after>/", reading.compare, name="compare"),
    path(f"{STRATEGY}changes/", reading.changes, name="changes"),
    path(f"{STRATEGY}changes.pdf", reading.changes_file, {"kind": "pdf"}, name="changes_pdf"),
    path(f"{STRATEGY}changes.docx", reading.changes_file, {"kind": "docx"}, name="changes_docx"),
    path(EXPLAIN, explaining.explain, name="explain"),
    path(f"{EXPLAIN}<int:pk>/", explaining.reword, name="reword_change"),
    path(f"{EXPLAIN}<int:pk>/withdraw/", explaining.withdraw, name="withdraw_change"),
]
