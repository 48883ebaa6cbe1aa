import pytest

from civilsociety.organisations import actions


@pytest.fixture
def listed(db):
    """`listed("Ashford Volunteers", charity_number="1234567")` is in the list, not yet checked."""

    def register(name, kind="community_group", by="respondent", **particulars):
        return actions.register(name=name, kind=kind, by=by, **particulars)

    return register
