"""Addresses of the glossary's officers."""

from django.urls import path

from strategy.views.glossary import words

DESK = "officers/glossary/"

urlpatterns = [
    path(DESK, words.glossary_desk, name="glossary_desk"),
    path(f"{DESK}add/", words.add_word, name="add_word"),
    path(f"{DESK}own/<slug:slug>/", words.adopt_word, name="adopt_word"),
    path(f"{DESK}<int:pk>/", words.change_word, name="change_word"),
    path(f"{DESK}<int:pk>/publish/", words.publish_word, name="publish_word"),
    path(f"{DESK}<int:pk>/take-back/", words.take_back_word, name="take_back_word"),
]
