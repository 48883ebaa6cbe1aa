"""Answering: open a one-page consultation of twelve questions and send it.

Ours against a bare Django view and against django-survey-and-report, and against ourselves
with a hundred thousand responses stored; the same server, the same PostgreSQL, visitors
one after the other in rounds. Only loopback; a few minutes.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import psycopg2
from django.conf import settings

from civilsociety import embedded
from script.bench import ROOT, Row
from script.benches._questions import bodies
from script.benches._visitors import Target, visits

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
PEER = ROOT / ".local" / "bench" / "peer"
PEER_NEEDS = [
    "django==5.2.19", "django-survey-and-report==1.5.0", "psycopg2-binary==2.9.13",
    "gunicorn==27.0.1", "dj-database-url==3.1.2",
]  # fmt: skip
WEB = ["--workers=2", "--threads=4", "--worker-class=gthread", "--log-level=error"]
SENT = {"d_consent": "anonymous", "d_told": "no", "then": "send"}
OURS = f"{sys.executable} -m script.benches._ours".split()


def measure():
    """The table: visits a second, and the ratios that matter."""
    embedded.start()
    with ExitStack() as stack:
        targets = [stack.enter_context(each) for each in (bare(), ours(), full(), peer())]
        for target in targets:
            visits(target, 1)
        rounds = {target.name: [] for target in targets}
        for _ in range(ROUNDS):
            for target in targets:
                rounds[target.name].append(visits(target, SECONDS))
    return rows(rounds)


def rows(rounds):
    """Medians, and ratios of rounds that ran side by side."""

    def against(one, other):
        return statistics.median(a / b for a, b in zip(rounds[one], rounds[other], strict=True))

    wanted = {"bare": 0.6, "peer": 9.0, "ours": 0.95}
    found = [
        Row(f"{name}: pages opened and answered", statistics.median(values), "visits/s")
        for name, values in rounds.items()
    ]
    for one, other, words in (
        ("ours", "bare", "ours against a bare Django view"),
        ("ours", "peer", "ours against django-survey-and-report 1.5.0"),
        ("full", "ours", "ours with 100,000 responses stored against empty"),
    ):
        ratio = against(one, other)
        goal = wanted[other]
        found.append(
            Row(
                words, statistics.median(rounds[one]), "visits/s", ratio, f"≥ {goal}", ratio >= goal
            )
        )
    return found


@contextmanager
def bare():
    """The floor."""
    with database("bench_bare") as url:
        run([sys.executable, "-m", "script.benches._bare"], url)
        port = free_port()
        with server(sys.executable, "script.benches._bare:application", port, url):
            yield Target("bare", port, "/", bodies(str, str))


@contextmanager
def ours(name="ours", *, filled=False):
    """Ours as it is served, but for the limit on how often one address may send."""
    with database(f"bench_{name}") as url:
        run([*OURS, "prepare"], url)
        if filled:
            run([*OURS, "fill"], url)
            execute(url, "vacuum analyze")
        port = free_port()
        filled_in = bodies(lambda key: f"q_{key}", str, SENT.items())
        with server(sys.executable, "civilsociety.wsgi", port, url):
            yield Target(name, port, "/consultations/bench/respond/all/", filled_in)


def full():
    """Ours with a hundred thousand responses stored."""
    return ours("full", filled=True)


@contextmanager
def peer():
    """django-survey-and-report, in an environment of its own."""
    python = PEER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEER], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEER_NEEDS], check=True)
    with database("bench_peer") as url:
        said = run([python, "-m", "script.benches._peer"], url)
        names = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
        port = free_port()
        with server(python, "script.benches._peer:application", port, url):
            # It makes its options' values from their words.
            yield Target("peer", port, names["path"], bodies(names.get, str))


@contextmanager
def database(name):
    """A database of this name, empty before and gone after."""
    head, _, query = settings.DATABASE_URL.partition("?")
    address = f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    execute(settings.DATABASE_URL, f'drop database if exists "{name}" with (force)')
    execute(settings.DATABASE_URL, f'create database "{name}"')
    try:
        yield address
    finally:
        execute(settings.DATABASE_URL, f'drop database if exists "{name}" with (force)')


def execute(url, statement):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def environment(url):
    """Each server sees its own database and keys, and no limit for the bench's one address."""
    return os.environ | {
        "DATABASE_URL": url,
        "REDIS_PREFIX": "bench",
        "RESPONSES_PER_MINUTE": str(10**9),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


def run(command, url):
    """What the command prints; its words when it fails."""
    done = subprocess.run(
        command, env=environment(url), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextmanager
def server(python, application, port, url):
    """gunicorn with two processes of four threads, as `script/server` runs it."""
    process = subprocess.Popen(
        [python, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", *WEB],
        env=environment(url),
        cwd=ROOT,
    )
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port):
    """Until something listens there."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"Nothing listens on port {port}.")


def free_port():
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
