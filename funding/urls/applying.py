"""Addresses of writing an application."""

urlpatterns = []
