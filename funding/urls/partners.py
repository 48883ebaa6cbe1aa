"""Addresses of regrants through a partner and commissioned pilots."""

urlpatterns = []
