"""Querysets whose SQL is written once."""

import threading

import pytest
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, F, TextField, Value
from django.db.models.functions import Concat

from civilsociety.accounts.models import RoleAssignment
from civilsociety.audit.models import Event
from civilsociety.prepared import Prepared
from civilsociety.written import IsAny, Later, Written, text_of

# Holds everything that means something to a statement: as a value it is nothing but text.
ODD = "100 % of %(word)s, %s, 'quoted', $1"


def roles_of():
    """Roles that are held, of the people given, with a word beside each."""
    people = Value(Later("people"), output_field=ArrayField(BigIntegerField()))
    beside = Concat(Value(Later("word")), Value(ODD), F("role"), output_field=TextField())
    return Written(
        "roles",
        RoleAssignment.objects.current()
        .filter(IsAny("user", people))
        .annotate(beside=beside)
        .select_related("user")
        .order_by("user__name"),
    )


def told(written, people, word=""):
    """Who holds what, as one statement says it."""
    answer = written.objects({"people": [each.pk for each in people], "word": word})
    return [(each.user.name, each.role, each.beside) for each in answer]


@pytest.mark.django_db(transaction=True)
def test_the_same_statement_answers_other_values_and_what_changed_since(olivia, frank, tess):
    written = roles_of()

    assert told(written, [olivia, tess], "a%") == [
        ("Olivia", "consultation_officer", f"a%{ODD}consultation_officer")
    ]
    assert [name for name, *_ in told(written, [olivia, frank])] == ["Frank", "Olivia"]
    assert told(written, []) == []
    RoleAssignment.objects.filter(user=frank).delete()
    assert [name for name, *_ in told(written, [olivia, frank])] == ["Olivia"]


@pytest.mark.django_db(transaction=True)
def test_objects_come_whole_with_what_is_read_along(olivia, django_assert_num_queries):
    written = roles_of()
    with django_assert_num_queries(1):
        [role] = written.objects({"people": [olivia.pk], "word": ""})
        assert role.user == olivia
    assert role == RoleAssignment.objects.get(user=olivia)
    assert role.given_at == RoleAssignment.objects.get(user=olivia).given_at


@pytest.mark.django_db
def test_values_are_read_as_django_reads_them():
    Event.objects.create(
        verb="told", target="a:1", target_label="A", actor="system", actor_label="System",
        sentence="Told.", details={"people": ["Ann", ODD]},
    )  # fmt: skip
    [event] = Written("events", Event.objects.defer("sentence")).objects({})

    assert event.details == {"people": ["Ann", ODD]}
    assert event.sentence == "Told."


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_their_own_answers(olivia, frank):
    written, answers = roles_of(), {}
    both = threading.Barrier(2, timeout=30)

    def ask(person):
        both.wait()
        answers[person.name] = [told(written, [person]) for _ in range(20)]
        connection.close()

    threads = [threading.Thread(target=ask, args=[person]) for person in (olivia, frank)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)

    for person in (olivia, frank):
        assert {name for rows in answers[person.name] for name, *_ in rows} == {person.name}


@pytest.mark.django_db
def test_text_holds_values_as_they_are_and_places_for_later():
    people = RoleAssignment.objects.exclude(role=ODD).annotate(beside=Value(Later("word")))
    statement = Prepared("text", text_of(people.values_list("beside", Value(ODD), "role")))

    assert statement.values == ["word"]
    assert statement.rows({"word": ODD}) == []
    assert Prepared("odd", f"select {quoted(ODD)}, %(word)s").run({"word": ODD}) == (ODD, ODD)


def quoted(words):
    return connection.ops.compose_sql("%s", [words]).replace("%", "%%")


def test_queryset_that_can_hold_nothing_says_so(db):
    with pytest.raises(EmptyResultSet):
        text_of(RoleAssignment.objects.none())
