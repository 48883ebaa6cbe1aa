"""Addresses: conversations kept as evidence."""

from django.urls import path

from engagement.views.conversations import officers, public

OFFICERS = "officers/conversations/"
ONE = f"{OFFICERS}<int:pk>/"

urlpatterns = [
    path("conversations/", public.log, name="conversations"),
    path("conversations.csv", public.log_csv, name="conversations_csv"),
    path("conversations/<int:pk>/", public.conversation, name="conversation"),
    path(OFFICERS, officers.log, name="officers_conversations"),
    path(f"{OFFICERS}note/", officers.note, name="note_conversation"),
    path(ONE, officers.manage, name="manage_conversation"),
    path(f"{ONE}change/", officers.change, name="change_conversation"),
    path(f"{ONE}check/", officers.check, name="check_conversation"),
    path(f"{ONE}publish/", officers.publish, name="publish_conversation"),
    path(f"{ONE}take-back/", officers.take_back, name="take_back_conversation"),
    path(f"{ONE}discard/", officers.discard, name="discard_conversation"),
]
