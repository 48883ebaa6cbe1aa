"""Addresses: messages to members."""

from django.urls import path

from engagement.views import notices as views

urlpatterns = [
    path("officers/notices/", views.notices, name="notices"),
    path("officers/notices/<int:pk>/", views.notice, name="notice"),
    path("officers/notices/<int:pk>/resume/", views.resume, name="resume_notice"),
]
