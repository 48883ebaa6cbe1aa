"""Findings, the report, telling people."""

urlpatterns = []
