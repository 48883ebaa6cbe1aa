"""What knowing the person costs every page."""


def test_page_of_a_signed_in_person_asks_little(client_of, tess, count_queries):
    client = client_of(tess)
    client.get("/accounts/")
    # Each part of the service that may hold something of theirs asks once, however much it is.
    assert count_queries(lambda: client.get("/accounts/")) <= 13


def test_second_factor_once_used_costs_nothing_more(client_of, adam, settings, count_queries):
    client = client_of(adam)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1}]
    session["account_authentication_methods_user"] = str(adam.pk)
    session.save()
    client.get("/officers/people/")
    without = count_queries(lambda: client.get("/officers/people/"))
    settings.REQUIRE_SECOND_FACTOR = True
    assert client.get("/officers/people/").status_code == 200
    assert count_queries(lambda: client.get("/officers/people/")) == without
