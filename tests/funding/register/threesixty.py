"""What 360Giving 1.4 asks of a grant, written down by us; and the published schema, where it is.

The schema and its code lists are a third party's, so they are not kept here. They are read from
THREESIXTY_SCHEMA, or from `shared/360giving` beside the project.
"""

import csv
import json
import os
import re
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

PLACES = (
    os.environ.get("THREESIXTY_SCHEMA", ""),
    str(Path(settings.BASE_DIR).parent / "shared" / "360giving"),
)
CORE = {
    "id": str,
    "title": str,
    "description": str,
    "currency": str,
    "amountAwarded": (int, float),
    "awardDate": str,
    "recipientOrganization": list,
    "fundingOrganization": list,
}
ORGANISATION = re.compile(
    r"GB-CHC-\d{6,7}|GB-COH-[A-Z0-9]{8}|GB-LAE-[A-Z]{3}|360G-[A-Za-z0-9]+-[A-Z0-9-]+"
)
GRANT = re.compile(r"360G-[A-Za-z0-9]+-[A-Z0-9]+-G\d{5,}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
REGRANTS = {f"FRG0{n}0" for n in range(1, 8)}
SCOPES = {"GLS010", "GLS020", "GLS030", "GLS040", "GLS050", "GLS060", "GLS099"}
GEO_CODES = {"NMD": r"E07\d{6}", "UA": r"E06\d{6}", "CTY": r"E10\d{6}"}


def schema_folder():
    """Where the published schema is, or None."""
    for place in filter(None, PLACES):
        if (Path(place) / "360-giving-schema.json").exists():
            return Path(place)
    return None


def troubles_of(package):
    """Everything that is wrong with a package, by our own strict reading; best an empty list."""
    found = []
    if package.get("version") != "1.4":
        found.append("the version is not 1.4")
    for name in ("license", "issued", "publisher", "modified"):
        if name not in package:
            found.append(f"the package says no {name}")
    ids = [grant.get("id") for grant in package["grants"]]
    if len(set(ids)) != len(ids):
        found.append("an identifier stands twice")
    for grant in package["grants"]:
        found += [f"{grant.get('id')}: {trouble}" for trouble in _of_grant(grant)]
    return found


def _of_grant(grant):
    for name, kind in CORE.items():
        if not isinstance(grant.get(name), kind) or grant[name] in ("", []):
            yield f"no {name}"
    if not GRANT.fullmatch(grant["id"]):
        yield "an odd identifier"
    if grant["currency"] != "GBP" or grant["amountAwarded"] < 0:
        yield "an odd amount"
    if len(grant["title"]) > 140:
        yield "a long title"
    for organisation in (*grant["recipientOrganization"], *grant["fundingOrganization"]):
        yield from _of_organisation(organisation)
    days = [grant["awardDate"], *(d for each in grant["plannedDates"] for d in each.values())]
    if not all(DAY.fullmatch(day) and date.fromisoformat(day) for day in days):
        yield "an odd day"
    if not grant["dateModified"].endswith("Z") or not datetime.fromisoformat(grant["dateModified"]):
        yield "an odd moment"
    if grant.get("regrantType") not in REGRANTS | {None}:
        yield "an unknown kind of regrant"
    if grant["locationScope"] not in SCOPES or grant["fromOpenCall"] not in {"Yes", "No"}:
        yield "an unknown code"
    for place in grant["beneficiaryLocation"]:
        wanted = GEO_CODES.get(place.get("geoCodeType"))
        if wanted and not re.fullmatch(wanted, place["geoCode"]):
            yield f"an odd code of a place: {place['geoCode']}"
    if {"recipientIndividual", "toIndividualsDetails"} & set(grant):
        yield "an individual"
    if None in grant.values():
        yield "an empty value"


def _of_organisation(organisation):
    if not ORGANISATION.fullmatch(organisation["id"]) or not organisation["name"]:
        yield f"an odd organisation: {organisation}"
    personal = {"contactName", "streetAddress", "postalCode", "telephone", "email"}
    if personal & set(organisation):
        yield "something that leads to a person"


def codes(folder, name):
    """The codes of a published code list."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig") as file:
        return {row["Code"] for row in csv.DictReader(file) if row.get("Code")} or set()


def load(folder, name):
    """One of the published schemas."""
    return json.loads((folder / name).read_text())
