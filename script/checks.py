"""What script/check judges, all of it, and what each judge said when it was not content."""

import ast
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
LONGEST_FUNCTION = 50
LONGEST_FILE = 400
# Values that are right in form; no server is asked.
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "only-to-check-the-settings-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "portal.example.org",
    "PUBLIC_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://nobody:nothing@localhost:1/none",
    "REDIS_URL": "redis://localhost:1/0",
    "EMAIL_HOST": "localhost",
}
COMPOSE = {
    "SECRET_KEY": "only-to-check-the-file",
    "POSTGRES_PASSWORD": "only-to-check-the-file",
    "ALLOWED_HOSTS": "portal.example.org",
    "PUBLIC_URL": "https://portal.example.org",
    "EMAIL_HOST": "localhost",
}
REGISTRIES = re.compile(
    r"https?://[^\s\"')]*(?:pypi|pythonhosted|npmjs|registry\.|artifactory|nexus|devpi|/simple)[^\s\"')]*"
)
LOCKS = ("requirements*.txt", "script/requirements*.txt", "package-lock.json", ".npmrc")
NOT_OURS = re.compile(
    r"(^|/)(node_modules|vendor|third[_-]party|site-packages)/|\.min\.(js|css)$|\.(woff2?|ttf|otf|jar|whl)$"
)


def tracked(*patterns):
    """The files git knows, that are still there."""
    command = [
        "git",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
        *patterns,
    ]
    names = subprocess.check_output(command, text=True).split("\0")
    return [Path(name) for name in names if name and Path(name).is_file()]


def run(*command, environment=None):
    """What the command said when it was not content, else nothing."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | (environment or {}),
    )
    return (
        (done.stdout + done.stderr).strip() or f"ended with {done.returncode}"
        if done.returncode
        else ""
    )


# -- Judges of our own -----------------------------------------------------------------


def sizes():
    """Functions and files that nobody can hold in the head."""
    for path in tracked("*.py"):
        text = path.read_text()
        lines = text.count("\n")
        if lines > LONGEST_FILE and "migrations" not in path.parts:
            yield f"{path} has {lines} lines, more than {LONGEST_FILE}: make it a package."
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{path}:{node.lineno} {node.name} has {length} lines: divide it."


def names():
    """Rooms where things are thrown that have no place."""
    for path in tracked("*.py"):
        if {"utils", "common", "helpers", "misc"} & {*path.parts, path.stem}:
            yield f"{path}: name it by what it holds."


def third_parties():
    """Files of other people in the repository, and addresses of registries in lock files."""
    for path in tracked():
        if NOT_OURS.search(str(path)):
            yield f"{path} is somebody else's: install it instead."
    for path in tracked(*LOCKS):
        for address in REGISTRIES.findall(path.read_text()):
            yield f"{path} names a registry: {address}"


def locks():
    """Lock files that do not say what pyproject.toml says."""
    wanted = re.findall(
        r'^\s*"([a-z0-9-]+)(?:\[[a-z,-]+\])?==([^"]+)"', Path("pyproject.toml").read_text(), re.M
    )
    locked = "\n".join(
        path.read_text() for path in tracked("requirements*.txt", "script/requirements*.txt")
    )
    for name, version in wanted:
        if not re.search(rf"^{re.escape(name)}(\[.*?\])?=={re.escape(version)} ", locked, re.M):
            yield f"{name}=={version} is not locked: run script/lock."


def judged(generator):
    return lambda: "\n".join(generator())


def command(*parts, **options):
    return lambda: run(*parts, **options)


def states():
    """docs/states.md says what the code says."""
    return run(*MANAGE, "states", "--check")


def compose():
    """Docker, where it is there, reads the compose file."""
    for client in (["docker", "compose"], ["docker-compose"]):
        try:
            present = subprocess.run([*client, "version"], check=False, capture_output=True)
        except FileNotFoundError:
            continue
        if present.returncode == 0:
            return run(*client, "-f", "docker-compose.yml", "config", "-q", environment=COMPOSE)
    return ""


JUDGES = {
    "format": command(BIN / "ruff", "format", "--check", "."),
    "lint": command(BIN / "ruff", "check", "."),
    "imports": command(BIN / "lint-imports"),
    "templates": command(BIN / "djlint", "templates", "--lint", "--quiet"),
    "dependencies": command(BIN / "deptry", "."),
    "migrations": command(*MANAGE, "makemigrations", "--check", "--dry-run"),
    "production settings": command(
        *MANAGE, "check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION
    ),
    "states": states,
    "sizes": judged(sizes),
    "names": judged(names),
    "third parties": judged(third_parties),
    "lock files": judged(locks),
    "compose file": compose,
}


def main():
    os.chdir(ROOT)
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = dict(zip(JUDGES, pool.map(lambda judge: judge(), JUDGES.values()), strict=True))
    for name, complaint in verdicts.items():
        print(f"{'✗' if complaint else '✓'} {name}")
        if complaint:
            print("    " + complaint.replace("\n", "\n    "))
    failed = sum(bool(complaint) for complaint in verdicts.values())
    seconds = time.monotonic() - began
    print(f"\n{len(verdicts) - failed} of {len(verdicts)} content, in {seconds:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
