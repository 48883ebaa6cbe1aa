"""Pages for when something is in the way."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import path

from civilsociety.accounts.access import public
from civilsociety.ui import limits, views
from civilsociety.ui.limits import limited
from civilsociety.urls import *  # noqa: F403 - the handlers under test
from tests.checkers import vnu

LONG = "A long answer\nover two lines, with <b>marks</b> & more"


@public
def broken(request):
    raise RuntimeError("boom")


@public
def without_database(request):
    raise OperationalError("server closed the connection unexpectedly")


@public
def reader(request):
    request.POST.get("name")
    return views.HttpResponse("read")


@public
@limited("test", "2/m")
def thrice(request):
    return views.HttpResponse("done")


urlpatterns = [
    path("health/", reader),
    path("broken/", broken),
    path("without-database/", without_database),
    path("reader/", reader),
    path("thrice/", thrice),
]


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_unknown_address_says_where_to_go(visitor):
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert "Go to the front page" in response.text


def test_unknown_address_knows_who_is_signed_in(client_of, olivia):
    assert "Sign out" in client_of(olivia).get("/nowhere/").text


def test_unknown_address_without_database_is_still_a_page(client_of, olivia, monkeypatch):
    client = client_of(olivia)

    def gone(*args):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", gone)
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Go to the front page" in response.text


def test_our_mistake_says_so_without_details(visitor):
    response = visitor.get("/broken/")
    assert response.status_code == 500
    assert "The mistake is ours" in response.text
    assert "boom" not in response.text


def test_our_mistake_shows_even_when_templates_are_broken(visitor, monkeypatch):
    monkeypatch.setattr(views, "bare", lambda: 1 / 0)
    response = visitor.get("/broken/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text


def test_database_gone_keeps_what_was_typed(visitor):
    response = visitor.post("/without-database/", {"answer": LONG, "theme": ["a", "b"]})
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert (
        "\nA long answer\nover two lines, with &lt;b&gt;marks&lt;/b&gt; &amp; more" in response.text
    )
    assert response.text.count('name="theme"') == 2


def test_database_gone_on_a_reading_page_offers_to_load_it_again(visitor):
    response = visitor.get("/without-database/?a=1")
    assert response.status_code == 503
    assert 'href="/without-database/?a=1"' in response.text


def test_too_much_at_once_is_413(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = visitor.post("/reader/", {"name": "x" * 2000}, content_type="text/plain")
    assert response.status_code == 200
    response = visitor.post(
        "/reader/", "name=" + "x" * 2000, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "smaller file" in response.text


def test_too_many_fields_is_413(visitor):
    body = "&".join(f"f{n}=1" for n in range(10_000))
    response = visitor.post("/reader/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "more fields" in response.text


def test_form_without_token_says_how_to_go_on(settings):
    settings.ROOT_URLCONF = __name__
    response = Client(enforce_csrf_checks=True).post("/reader/", {"name": "x"})
    assert response.status_code == 403
    assert "Allow cookies" in response.text


def test_third_time_in_a_minute_is_told_to_wait(visitor):
    assert [visitor.post("/thrice/").status_code for _ in range(3)] == [200, 200, 429]
    response = visitor.post("/thrice/")
    assert 0 < int(response["Retry-After"]) <= 60
    assert "Try again in 1 minute." in response.text


def test_reading_is_not_counted(visitor):
    assert {visitor.get("/thrice/").status_code for _ in range(5)} == {200}


def test_nobody_is_refused_while_redis_is_away(visitor, settings):
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    limits.counter.cache_clear()
    assert {visitor.post("/thrice/").status_code for _ in range(4)} == {200}
    limits.counter.cache_clear()


def test_page_without_a_policy_of_its_own_has_the_portals(visitor):
    policy = visitor.get("/reader/").headers["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'self'"} <= set(policy.split("; "))


def test_others_are_not_kept_waiting(visitor, settings):
    settings.PROXY_COUNT = 1
    for _ in range(3):
        visitor.post("/thrice/", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.1"})
    elsewhere = visitor.post("/thrice/", headers={"X-Forwarded-For": "1.1.1.1, 10.0.0.2"})
    assert elsewhere.status_code == 200


def test_invented_addresses_do_not_get_round_the_limit(visitor):
    for n in range(3):
        response = visitor.post("/thrice/", headers={"X-Forwarded-For": f"1.1.1.{n}"})
    assert response.status_code == 429


def test_maintenance_closes_everything_but_health(visitor, settings):
    settings.MAINTENANCE = True
    response = visitor.get("/reader/")
    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert visitor.get("/health/").status_code == 200


def test_error_pages_are_valid_html():
    request = RequestFactory().post("/somewhere/", {"answer": LONG})
    pages = {
        "400": views.bad_request(request),
        "403": views.permission_denied(request, "You assess this application already."),
        "404": views.page_not_found(request),
        "413": views.too_large(request),
        "429": views.too_many_requests(request, seconds=130),
        "500": views.server_error(request),
        "503": views.database_gone(request),
        "csrf": views.csrf_failure(request),
        "maintenance": views.maintenance(request),
    }
    assert vnu({name: response.text for name, response in pages.items()}) == []


@pytest.mark.parametrize("address", ["/reader/?q=a%00b", "/reader%00/"])
def test_null_character_in_an_address_is_refused(visitor, address):
    assert visitor.get(address).status_code == 400
