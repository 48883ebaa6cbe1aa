"""Preparing a consultation, and the pages the public reads before answering."""

from django.urls import path

from consultations.views.prepare import public

PUBLIC = [
    path("consultations/", public.index, name="index"),
    path("consultations/unsubscribe/<uuid:token>/", public.unsubscribe_page, name="unsubscribe"),
    path("consultations/<slug:slug>/", public.consultation_page, name="consultation"),
    path("consultations/<slug:slug>/papers/<int:pk>/", public.paper, name="paper"),
    path("consultations/<slug:slug>/other-formats/", public.ask_format, name="ask_format"),
    path(
        "consultations/<slug:slug>/other-formats/asked/", public.format_asked, name="format_asked"
    ),
    path("consultations/<slug:slug>/tell-me/", public.tell_me, name="tell_me"),
    path("consultations/<slug:slug>/tell-me/done/", public.tell_me_done, name="tell_me_done"),
]

urlpatterns = [*PUBLIC]
