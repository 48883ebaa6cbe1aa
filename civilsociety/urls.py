"""Every address, app by app."""

from django.contrib import admin
from django.urls import include, path

from civilsociety.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("consultations.urls")),
    path("", include("strategy.urls")),
]
