"""Addresses of the gate, assessment and panels."""

urlpatterns = []
