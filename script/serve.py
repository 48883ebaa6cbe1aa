"""Runs everything on one machine: engines, web server, worker and clock; stops all of it."""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = Path(os.environ.get("LOCAL_DIR", "") or ROOT / ".local").absolute()
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
# A part that ends this often within a minute will not mend itself.
PATIENCE = 5

sys.path.insert(0, str(ROOT))
os.chdir(ROOT)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")
os.environ["PORT"] = PORT

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.management import call_command, get_commands  # noqa: E402

from civilsociety import embedded  # noqa: E402

PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "-A", "civilsociety"]
WEB = [
    "--no-control-socket",
    "--workers=2",
    "--threads=4",
    "--worker-class=gthread",
    "--graceful-timeout=10",
]
# In the order they start; they stop in this order too, so that nobody asks what is gone.
PARTS = {
    "web server": [*PYTHON, "gunicorn", "civilsociety.wsgi", f"--bind={HOST}:{PORT}", *WEB],
    "worker": [*CELERY, "worker", "--concurrency=2", "--loglevel=info", "--without-gossip"],
    "clock": [*CELERY, "beat", f"--schedule={LOCAL / 'beat'}", "--pidfile="],
}


class Part:
    """One process that belongs to the portal, with a log of its own."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.log = LOCAL / "log" / f"{name.replace(' ', '-')}.log"
        self.starts = []
        self.process = None

    def start(self):
        self.starts = [moment for moment in self.starts if moment > time.monotonic() - 60]
        self.starts.append(time.monotonic())
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we stop the parts in order
                preexec_fn=end_with_parent,
            )

    def stop(self, patience=20):
        """Asks it to end, and lets it finish what it does for `patience` seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def mend(self):
        """Starts it again when it has ended by itself; says so."""
        if self.process.poll() is None:
            return
        say(f"The {self.name} ended by itself; {self.log} says why.")
        if len(self.starts) >= PATIENCE:
            say("\n".join(self.log.read_text().splitlines()[-15:]))
            sys.exit(f"The {self.name} does not stay up. Everything is being stopped.")
        time.sleep(len(self.starts) - 1)
        self.start()
        say(f"The {self.name} runs again.")


def say(*words):
    print(*words, flush=True)


def end_with_parent():
    """Linux ends a part when we are killed without a chance to stop it."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def refuse_busy_port():
    """One sentence before any work is done for nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except ValueError:
            sys.exit(f"PORT is “{PORT}”. Give a number, like 8000.")
        except OSError:
            sys.exit(f"Port {PORT} is in use. Choose another, like: PORT=8001 script/server")


def prepare(demo):
    """Database and static files as this version wants them; sample data on the first start."""
    django.setup()
    embedded.start()
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()
    if demo and settings.DEMONSTRATION and "demo" in get_commands() and is_empty():
        say("Loading the sample data")
        call_command("demo")


def is_empty():
    from django.contrib.auth import get_user_model  # noqa: PLC0415 (needs django.setup)

    return not get_user_model().objects.exists()


def collect_static():
    """Hashing and compressing take seconds: only when something changed."""
    stamp = LOCAL / "stamps" / "collectstatic"
    files = [path for path in (ROOT / "static" / "build").rglob("*") if path.is_file()]
    state = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(files)]
    state.append((ROOT / "requirements.txt").read_text())
    digest = hashlib.sha256("\n".join(state).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest and settings.STATIC_ROOT.exists():
        return
    (ROOT / "static" / "build").mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def await_web(web):
    """Waits until the first page can be served."""
    address = f"http://{'127.0.0.1' if HOST == '0.0.0.0' else HOST}:{PORT}/health/"
    while web.process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return


def welcome():
    say(f"\nThe portal is ready: {settings.PUBLIC_URL}/")
    if settings.DEMONSTRATION:
        say(f"Mail it would send:  {settings.PUBLIC_URL}/officers/outbox/")
        if "demo" in get_commands() and not is_empty():
            say("")
            call_command("demo", sign_ins=True)
    say("\nCtrl-C stops everything.")


def stop_all(parts):
    """No second Ctrl-C cuts this short: half a stop helps nobody."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("\nStopping")
    for part in parts:
        part.stop()
    embedded.leave(settings.LOCAL_DIR)
    say("Stopped.")


def main():
    # A shell that starts it in the background lets it begin with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    refuse_busy_port()
    (LOCAL / "log").mkdir(parents=True, exist_ok=True)
    parts = []
    try:
        prepare(demo="--no-demo" not in sys.argv)
        for name, command in PARTS.items():
            parts.append(Part(name, command))
            parts[-1].start()
        await_web(parts[0])
        welcome()
        while True:
            for part in parts:
                part.mend()
            time.sleep(0.5)
    except KeyboardInterrupt:
        sys.exit(0)
    except (ImproperlyConfigured, embedded.EngineError) as error:
        sys.exit(str(error))
    finally:
        stop_all(parts)


if __name__ == "__main__":
    main()
