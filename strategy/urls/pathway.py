"""Addresses of a version's pathway."""

from django.urls import path

from strategy.views import pathway

VERSION = "officers/strategy/<slug:slug>/<int:number>/"
STEP = "officers/strategy/steps/<int:pk>/"

urlpatterns = [
    path("strategy/<slug:slug>/pathway/", pathway.pathway, name="pathway"),
    path("strategy/<slug:slug>/pathway/papers/<int:pk>/", pathway.step_paper, name="step_paper"),
    path(f"{VERSION}walk/<slug:state>/", pathway.walk, name="walk"),
    path(f"{VERSION}readers/", pathway.readers, name="readers"),
    path(STEP, pathway.edit_step, name="edit_step"),
    path(f"{STEP}papers/add/", pathway.add_paper, name="add_step_paper"),
    path(
        "officers/strategy/step-papers/<int:pk>/remove/",
        pathway.remove_paper,
        name="remove_step_paper",
    ),
]
