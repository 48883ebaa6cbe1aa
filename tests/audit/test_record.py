"""The record: it is added to, read, taken away, and never changed."""

import csv
import io

import pytest
from django.db import DatabaseError, connection, transaction

from civilsociety.audit.actions import SYSTEM, event_of_each, event_values, record
from civilsociety.audit.models import Event


def body_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.fixture
def happened(adam):
    """`happened("It rained")` adds an entry."""

    def add(sentence, verb="weather.changed", by=SYSTEM, target=None, **details):
        return record(verb=verb, target=target or adam, by=by, sentence=sentence, details=details)

    return add


@pytest.mark.parametrize(
    "change",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(sentence="It did not"),
        lambda event: event.delete(),
        lambda event: Event.objects.all()._raw_delete("default"),
        lambda event: event.save(),
    ],
)
def test_entry_is_never_changed_or_deleted(happened, change):
    event = happened("It rained")
    with pytest.raises(DatabaseError), transaction.atomic():
        change(event)
    assert Event.objects.get().sentence == "It rained"


def test_entry_is_not_changed_by_sql_either(happened):
    happened("It rained")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update audit_event set sentence = 'It did not'")


def test_record_is_searched_by_words_verb_actor_and_day(happened, client_of, adam, olivia):
    happened("It rained", by=olivia)
    happened("It snowed", verb="weather.froze")
    client = client_of(adam)

    def found(**query):
        page = client.get("/officers/audit/", query).context["page"]
        return [event.sentence for event in page]

    assert found() == ["It snowed", "It rained"]
    assert found(q="RAIN") == ["It rained"]
    assert found(verb="weather.froze") == ["It snowed"]
    assert found(actor="oliv") == ["It rained"]
    assert found(verb="weather.unknown") == ["It snowed", "It rained"]
    assert found(since_day="1", since_month="1", since_year="2100") == []
    assert found(until_day="1", until_month="1", until_year="2000") == []


def test_record_is_taken_away_with_no_formula_alive(happened, client_of, adam):
    happened("=HYPERLINK(1)", before_after=["", "+1"])
    rows = list(csv.reader(io.StringIO(body_of(client_of(adam).get("/officers/audit/record.csv")))))
    assert rows[0][:3] == ["When", "What happened", "In words"]
    assert rows[1][2] == "'=HYPERLINK(1)"
    assert rows[1][7] == "before_after: nothing → +1"


def test_history_of_an_object_opens_for_those_who_keep_it(happened, client_of, adam, frank, bea):
    happened("It rained", target=adam)
    address = f"/officers/audit/accounts.user:{adam.pk}/"
    assert client_of(adam).get(address).status_code == 200
    assert client_of(frank).get(address).status_code == 403
    group = "/officers/audit/organisations.organisation:1/"
    assert client_of(frank).get(group).status_code == 200
    assert client_of(bea).get(group).status_code == 403


@pytest.mark.parametrize("target", ["x", "a:b:c", "%F0%9F%99%82", "organisations.organisation:x"])
def test_history_of_nothing_is_an_empty_page(client_of, adam, target):
    assert client_of(adam).get(f"/officers/audit/{target}/").status_code == 200


def test_admin_shows_the_record_and_changes_nothing(happened, client_of, adam):
    event = happened("It rained")
    client = client_of(adam)
    assert "It rained" in client.get("/admin/audit/event/").content.decode()
    assert client.get(f"/admin/audit/event/{event.pk}/change/").status_code == 200
    assert client.post(f"/admin/audit/event/{event.pk}/change/", {}).status_code == 403
    assert client.post(f"/admin/audit/event/{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/audit/event/add/").status_code == 403


def test_record_takes_the_same_queries_for_one_and_for_many(
    happened, client_of, adam, count_queries
):
    client = client_of(adam)
    happened("It rained")
    client.get("/officers/audit/")
    one = count_queries(lambda: client.get("/officers/audit/"))
    happened("It snowed"), happened("It hailed")
    assert count_queries(lambda: client.get("/officers/audit/")) == one


def test_event_written_by_a_statement_says_what_record_says(adam):
    told = {"verb": "weather.changed", "by": SYSTEM, "sentence": "100% rain", "details": {"mm": 5}}
    record(target=adam, **told)
    with connection.cursor() as cursor:
        cursor.execute(
            f"with sent as (select {adam.pk} as id) {event_of_each('sent', type(adam))}",
            event_values(label=adam, **told),
        )
    one, other = Event.objects.values(
        "verb", "target", "target_label", "actor", "actor_label", "sentence", "details"
    )
    assert one == other
