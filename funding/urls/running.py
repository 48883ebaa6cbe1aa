"""Addresses of payments, reports, variations and money that comes back."""

urlpatterns = []
