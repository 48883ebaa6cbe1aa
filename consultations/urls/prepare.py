"""Preparing a consultation, and the pages the public reads before answering."""

urlpatterns = []
