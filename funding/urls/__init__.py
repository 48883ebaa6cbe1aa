"""Every address of funding; those with fixed words stand before those with a programme's name."""

from funding.urls import (
    applying,
    crowd,
    judging,
    offers,
    partners,
    programmes,
    register,
    running,
)

app_name = "funding"
urlpatterns = [
    *register.urlpatterns,
    *applying.urlpatterns,
    *judging.urlpatterns,
    *offers.urlpatterns,
    *running.urlpatterns,
    *crowd.urlpatterns,
    *partners.urlpatterns,
    *programmes.urlpatterns,
]
