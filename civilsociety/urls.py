"""Every address, app by app."""

from django.contrib import admin
from django.urls import include, path

from civilsociety.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("", include("consultations.urls")),
    path("accounts/", include("civilsociety.accounts.sign_in_urls")),
    path("", include("civilsociety.accounts.urls")),
    path("", include("civilsociety.organisations.urls")),
    path("", include("civilsociety.decisions.urls")),
    path("admin/", admin.site.urls),
    path("", include("civilsociety.home.urls")),
    path("", include("civilsociety.budget.urls")),
    path("", include("funding.urls")),
    path("", include("engagement.urls")),
    path("", include("strategy.urls")),
]

handler400 = "civilsociety.ui.views.bad_request"
handler403 = "civilsociety.ui.views.permission_denied"
handler404 = "civilsociety.ui.views.page_not_found"
# Not Django's: allauth asks for it when somebody tries too often.
handler429 = "civilsociety.ui.views.too_many_requests"
handler500 = "civilsociety.ui.views.server_error"
