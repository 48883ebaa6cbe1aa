"""Addresses of awards, offers and letters."""

urlpatterns = []
