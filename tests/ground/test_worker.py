"""A worker that is killed loses nothing."""

from tests.ground.tasks import in_three_steps

TASKS = "tests.ground.tasks"


def test_task_of_a_killed_worker_is_done_by_the_next(worker, wait_until, tmp_path):
    worker.start(TASKS)
    in_three_steps.delay(str(tmp_path))
    wait_until((tmp_path / "began-0").exists)
    worker.kill()

    (tmp_path / "go").touch()
    worker.start(TASKS)
    wait_until((tmp_path / "ended-1").exists)


def test_task_sent_while_no_worker_runs_waits_for_one(worker, wait_until, tmp_path):
    (tmp_path / "go").touch()
    in_three_steps.delay(str(tmp_path))
    worker.start(TASKS)
    wait_until((tmp_path / "ended-0").exists)
