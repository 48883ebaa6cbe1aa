"""Addresses of programmes, their calls, their prospectus and alerts."""

urlpatterns = []
