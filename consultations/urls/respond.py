"""Answering, changing and withdrawing; entering what came on paper."""

urlpatterns = []
