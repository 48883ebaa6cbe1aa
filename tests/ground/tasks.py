"""A task that a test can hold in the middle."""

from pathlib import Path

from celery import shared_task

from tests.worker import until


@shared_task
def in_three_steps(folder):
    """Says that it began, waits for the file `go`, says that it ended."""
    folder = Path(folder)
    attempt = len(list(folder.glob("began-*")))
    (folder / f"began-{attempt}").touch()
    until((folder / "go").exists)
    (folder / f"ended-{attempt}").touch()
