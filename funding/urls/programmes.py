"""Addresses of programmes, their calls, their prospectus and alerts."""

from django.urls import path

from funding.views.programmes import alerts, calendars, checker, forms, public

urlpatterns = [
    path("funding/", public.index, name="index"),
    path("funding/calendar.ics", calendars.every, name="calendar"),
    path("funding/alerts/", alerts.ask, name="alerts"),
    path("funding/alerts/asked/", alerts.asked_for, name="alerts_asked"),
    path("funding/alerts/confirm/<str:token>/", alerts.confirm, name="alerts_confirm"),
    path("funding/alerts/stop/<str:token>/", alerts.stop, name="alerts_stop"),
    path("funding/<slug:slug>/", public.programme, name="programme"),
    path("funding/<slug:slug>/calendar.ics", calendars.of_programme, name="programme_calendar"),
    path("funding/<slug:slug>/check/", checker.check, name="check"),
    path("funding/<slug:slug>/documents/<int:pk>/", public.document, name="programme_document"),
    path("funding/<slug:slug>/<int:number>/form/", forms.page, name="call_form"),
    path("funding/<slug:slug>/<int:number>/form.pdf", forms.pdf, name="call_form_pdf"),
    path("funding/<slug:slug>/<int:number>/form.docx", forms.docx, name="call_form_docx"),
]
