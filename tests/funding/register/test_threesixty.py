"""grants.json is valid 360Giving 1.4, by our own reading and by the published schema."""

import sys

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from funding.actions.register import publish_award
from funding.models.choices import RegrantType
from tests.funding.register.reading import as_json
from tests.funding.register.threesixty import codes, load, schema_folder, troubles_of


@pytest.fixture
def awards(world):
    """Awards of every kind: a charity, a CIC, a group without a number; regrants; many places."""
    kinds = (
        ("A charity", {"charity_number": "1234567"}),
        ("A linked charity", {"charity_number": "213456-1"}),
        ("A CIC", {"company_number": "00012345", "kind": "cic"}),
        ("A group", {"kind": "community_group", "district": ""}),
        ("Ünïcode “Quotes” & <tags>", {}),
    )
    places = (["swale"], ["kent_wide"], ["medway", "thanet"], [], ["outside_kent"])
    for (name, more), districts, regrant in zip(kinds, places, RegrantType, strict=False):
        organisation = world.make_organisation(name, **more)
        award = world.award(
            organisation=organisation,
            title=f'{name}: work =1+1 \t\\ "x"',
            districts=districts,
            regrant_type=regrant if name == "A charity" else "",
            pence=1_000_01,
        )
        publish_award(award=award, now=world.now)
    publish_award(award=world.held_award(), now=world.now)


def test_package_is_what_the_standard_asks_by_our_own_reading(awards, client):
    package = as_json(client)
    assert troubles_of(package) == []
    assert len(package["grants"]) == 6


def test_identifiers_take_the_form_of_their_register(awards, client):
    found = {
        grant["recipientOrganization"][0]["name"]: grant["recipientOrganization"][0]["id"]
        for grant in as_json(client)["grants"]
    }
    assert found["A charity"] == "GB-CHC-1234567"
    assert found["A linked charity"] == "GB-CHC-213456"
    assert found["A CIC"] == "GB-COH-00012345"
    assert found["A group"].startswith("360G-sample-ORG")


def test_bid_from_an_open_call_says_what_was_asked_for(awards, client):
    grant = as_json(client)["grants"][0]
    assert (grant["fromOpenCall"], grant["amountAppliedFor"]) == ("Yes", 5000)


def test_package_is_valid_by_the_published_schema(awards, client, record_property):
    folder = schema_folder()
    if folder is None:
        pytest.skip("The 360Giving schema is not here: set THREESIXTY_SCHEMA to its folder.")
    package, grant = (load(folder, f"360-giving-{name}schema.json") for name in ("package-", ""))
    wanted = package["properties"]["grants"]["items"]["$ref"]
    registry = Registry().with_resources(
        [(uri, DRAFT202012.create_resource(grant)) for uri in (grant["$id"], wanted)]
    )
    judge = Draft202012Validator(
        package, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    served = as_json(client)
    assert [error.message for error in judge.iter_errors(served)] == []
    assert {"date-time", "uri"} <= set(Draft202012Validator.FORMAT_CHECKER.checkers)
    record_property("validated grants", len(served["grants"]))
    for each in served["grants"]:
        assert each["currency"] in codes(folder, "currency")
        assert each["locationScope"] in codes(folder, "locationScope")
        assert each.get("regrantType", "FRG010") in codes(folder, "regrantType")
        for place in each["beneficiaryLocation"]:
            assert place["countryCode"] in codes(folder, "countryCode")
            assert place.get("geoCodeType", "CTY") in codes(folder, "geoCodeType")
    sys.stdout.write(f"360Giving 1.4: {len(served['grants'])} grants valid by the schema.\n")


def test_our_own_reading_finds_what_is_wrong(awards, client):
    package = as_json(client) | {"version": "1.3"}
    package["grants"][0]["awardDate"] = "20/12/2021"
    package["grants"][1]["recipientOrganization"][0]["email"] = "jo@example.org"
    assert len(troubles_of(package)) == 3
