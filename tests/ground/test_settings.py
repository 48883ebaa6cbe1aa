"""Settings teach: a missing or wrong variable says what to set, and every one is described."""

import re
import runpy

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from script.checks import PRODUCTION

FILE = settings.BASE_DIR / "civilsociety" / "settings.py"


@pytest.fixture
def load(monkeypatch):
    """`load(DEBUG="maybe")` reads the settings file in an environment of just these variables."""

    def read(**variables):
        for name in variables_in_use():
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(FILE))

    return read


def variables_in_use():
    """Every variable that the settings file reads."""
    asked = re.findall(r'(?:env\.\w+\(|required\(\s*)"([A-Z_]+)"', FILE.read_text())
    read = re.findall(r'read\(\s*env\.\w+, "([A-Z_]+)"', FILE.read_text())
    return sorted({*asked, *read})


@pytest.mark.parametrize(
    "name",
    ["SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_HOST"],
)
def test_production_without_a_variable_says_what_to_set(load, name):
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set\. \S.*"):
        load(**given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "staging"),
        ("DEBUG", "perhaps"),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "memcached://here"),
        ("SUPPRESSION_THRESHOLD", "ten"),
        ("LOG_LEVEL", "loud"),
        ("MAINTENANCE", "later"),
    ],
)
def test_wrong_variable_says_what_would_be_right(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{name: value})


def test_production_has_no_debug_and_asks_for_a_second_factor(load):
    production = load(**PRODUCTION)
    assert production["DEBUG"] is False
    assert production["DEMONSTRATION"] is False
    assert production["REQUIRE_SECOND_FACTOR"] is True
    assert production["SESSION_COOKIE_SECURE"] is True
    assert production["EMBEDDED_ENGINES"] == []


def test_demonstration_needs_no_variable(load):
    demonstration = load()
    assert demonstration["EMBEDDED_ENGINES"] == ["postgres", "valkey"]


def test_every_variable_is_described():
    page = (settings.BASE_DIR / "docs" / "settings.md").read_text()
    missing = [name for name in variables_in_use() if f"`{name}`" not in page]
    assert not missing, f"Describe in docs/settings.md: {', '.join(missing)}"
