"""A real Celery worker for tests that need one, and that may be killed."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from civilsociety.celery import app

__all__ = ["wait_until", "worker"]


def until(condition, timeout=90):
    """Waits until `condition()` is true and returns what it gave; fails after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not (found := condition()):
        if time.monotonic() > deadline:
            pytest.fail(f"Nothing came of it within {timeout} seconds.")
        time.sleep(0.05)
    return found


class Worker:
    """A worker on this run's database and keys: two processes, as in production."""

    def __init__(self, environment, log):
        self.environment = environment
        self.log = log
        self.process = None

    def start(self, *include):
        """Starts it, and returns once it takes tasks; `include` names modules of more tasks."""
        self.log.write_text("")
        command = [sys.executable, "-m", "celery", "-A", "civilsociety", "worker"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--concurrency=2", "--loglevel=info", "--without-gossip"]
                + [f"--include={module}" for module in include],
                env=self.environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(lambda: " ready." in self.log.read_text() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()
        return self

    def kill(self):
        """Kills it and all its children at once (-9), as a machine does that runs out of memory."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Lets it finish what it does, and waits for it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


@pytest.fixture
def worker(transactional_db, worker_environment, tmp_path):
    """A worker that has not started: `worker.start()`, `worker.kill()`, `worker.stop()`.

    Tasks are handed over for real; the test's rows are committed. What earlier tests left
    in the queue is thrown away.
    """
    app.control.purge()
    crew = Worker(worker_environment, tmp_path / "worker.log")
    yield crew
    crew.stop()


@pytest.fixture
def wait_until():
    """`wait_until(condition, timeout=30)`: waits for what another process does."""
    return until
