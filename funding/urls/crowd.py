"""Addresses of crowdfunded projects and pledges."""

urlpatterns = []
