"""The databases of test runs: copies of one that was migrated once, gone when a run is."""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# What decides how a migrated database looks.
DECIDING = ("**/migrations/*.py", "**/models/**/*.py", "**/models.py")


def url_of(name):
    """The address of a database beside that of the settings."""
    base, _, query = settings.DATABASE_URL.partition("?")
    address = f"{base.rpartition('/')[0]}/{name}"
    return f"{address}?{query}" if query else address


def migrated_once():
    """The name of a database that every migration ran on; made when it is not there.

    Copying it takes a second, migrating from nothing most of a minute.
    """
    name = f"migrated_{_digest()}"
    with Path(settings.LOCAL_DIR, "migrated.lock").open("w") as lock, _server() as server:
        # Two runs at once make it once; the kernel opens the lock when this file is closed.
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = _names(server, "^migrated_")
        if name not in known:
            _migrate(server, name)
            for old in known:
                _drop(server, old)
    return name


def _migrate(server, name):
    """Under another name until it is whole, so that a killed run leaves no half of one."""
    _drop(server, f"making_{name}")
    with server.cursor() as cursor:
        cursor.execute(f'create database "making_{name}"')
    environment = os.environ | {"DATABASE_URL": url_of(f"making_{name}")}
    command = [sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0", "--no-input"]
    subprocess.run(command, env=environment, check=True)
    with server.cursor() as cursor:
        cursor.execute(f'alter database "making_{name}" rename to "{name}"')


def drop_databases_of_the_dead():
    """Test databases name the process that made them; one whose process is gone is rubbish."""
    with _server() as server:
        for name in _names(server, r"^test_\d+_"):
            if not Path("/proc", name.split("_")[1]).exists():
                _drop(server, name)


def _server():
    server = psycopg2.connect(settings.DATABASE_URL)
    server.autocommit = True
    return closing(server)


def _names(server, pattern):
    with server.cursor() as cursor:
        cursor.execute("select datname from pg_database where datname ~ %s", [pattern])
        return [name for (name,) in cursor.fetchall()]


def _drop(server, name):
    with server.cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}" with (force)')


def _digest():
    digest = hashlib.sha256()
    ours = [ROOT / name for name in ("civilsociety", "strategy", "engagement", "consultations")]
    for folder in (*ours, ROOT / "funding"):
        for path in sorted({path for pattern in DECIDING for path in folder.glob(pattern)}):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    digest.update((ROOT / "requirements.txt").read_bytes())
    return digest.hexdigest()[:12]
