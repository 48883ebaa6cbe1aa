"""Addresses of awards, offers and letters."""

from django.urls import path

from funding.views.offers import awards, letters, notices, outcomes

OFFICERS = "officers/funding"

urlpatterns = [
    path("funding/assistance/<int:pk>/", notices.assistance, name="assistance"),
    path("funding/applications/<int:pk>/outcome/", outcomes.outcome, name="outcome"),
    path("funding/awards/", awards.awards, name="awards"),
    path("funding/awards/<int:pk>/", awards.award, name="award"),
    path("funding/awards/<int:pk>/offer/", awards.offer, name="offer"),
    path("funding/awards/<int:pk>/offer/decline/", awards.decline, name="decline"),
    path("funding/awards/<int:pk>/letters/<int:letter_pk>/", awards.letter, name="award_letter"),
    path(
        "funding/awards/<int:pk>/letters/<int:letter_pk>.pdf",
        awards.letter_pdf,
        name="award_letter_pdf",
    ),
    path(f"{OFFICERS}/letters/", letters.letter_rounds, name="letter_rounds"),
    path(f"{OFFICERS}/letters/<int:pk>/", letters.letter_batch, name="letter_batch"),
    path(f"{OFFICERS}/letters/<int:pk>/rest/", letters.letters_rest, name="letters_rest"),
    path(f"{OFFICERS}/calls/<int:pk>/letters/", letters.letters, name="letters"),
    path(
        f"{OFFICERS}/calls/<int:pk>/letters/preview/",
        letters.letters_preview,
        name="letters_preview",
    ),
    path(
        f"{OFFICERS}/calls/<int:pk>/letters/texts/<slug:kind>/",
        letters.letter_text,
        name="letter_text",
    ),
]
