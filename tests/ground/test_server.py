"""One command serves everything, mends what breaks, and stops all of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from civilsociety import embedded

pytestmark = pytest.mark.worker


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(port, wait_until):
    """`serve()` starts the server in a folder of its own, and stops it at the end."""
    local = Path(tempfile.mkdtemp(prefix="cs-"))
    output = local / "output"
    running = []

    def start():
        environment = {
            key: value for key, value in os.environ.items() if not key.endswith("_URL")
        } | {"LOCAL_DIR": str(local), "PORT": str(port)}
        with output.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "script/serve.py", "--no-demo"],
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        process.says = lambda words: words in output.read_text()
        process.local = local
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.wait(60)
    shutil.rmtree(local, ignore_errors=True)


def parts(local):
    """The processes that were started for the folder, by their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if f"LOCAL_DIR={local}".encode() in (entry / "environ").read_bytes():
                found.append((int(entry.name), (entry / "cmdline").read_bytes()))
        except OSError:
            continue
    return found


def test_server_mends_a_killed_worker_and_stops_everything(serve, wait_until):
    server = serve()
    wait_until(lambda: server.says("Ctrl-C stops") or server.poll() is not None, 300)
    worker = min(pid for pid, command in parts(server.local) if b"\0worker\0" in command)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: server.says("The worker runs again."))

    server.send_signal(signal.SIGINT)
    assert server.wait(60) == 0
    assert parts(server.local) == []
    assert not embedded._answers(embedded.socket_dir(server.local) / ".s.PGSQL.5432")


def test_killed_server_takes_its_parts_along(serve, wait_until):
    server = serve()
    wait_until(lambda: server.says("Ctrl-C stops") or server.poll() is not None, 300)
    server.kill()
    server.wait()
    wait_until(
        lambda: not [pid for pid, command in parts(server.local) if b"civilsociety" in command], 120
    )


def test_busy_port_is_one_sentence(serve, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        server = serve()
        assert server.wait(60) == 1
    assert server.says(f"Port {port} is in use. Choose another, like: PORT=8001 script/server")
    assert not server.says("Traceback")
