"""veraPDF, the reference checker of PDF/UA: fetched by Maven once, asked about many files."""

import fcntl
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POM = ROOT / "script" / "verapdf-pom" / "pom.xml"
FOLDER = ROOT / ".local" / "verapdf"


class NotFetchedError(Exception):
    """veraPDF is not here and could not be fetched; the text says what to do."""


def jars() -> Path:
    """The folder with veraPDF and what it stands on."""
    FOLDER.parent.mkdir(exist_ok=True)
    with FOLDER.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (FOLDER / "fetched").exists() or POM.stat().st_mtime > FOLDER.stat().st_mtime:
            _fetch()
    return FOLDER


def _fetch():
    if not shutil.which("mvn"):
        raise NotFetchedError("Install Maven (apt-get install maven): it fetches veraPDF.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={FOLDER}"]
    done = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(POM), *goal], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise NotFetchedError(f"Maven could not fetch veraPDF. It says:\n{done.stdout[-500:]}")
    (FOLDER / "fetched").touch()


def broken_rules(files) -> dict[str, list[str]]:
    """The rules of PDF/UA-1 each file breaks, by its path; best empty lists. One Java run."""
    command = ["java", "-cp", f"{jars()}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
    done = subprocess.run(
        [*command, "--flavour", "ua1", "--format", "json", *map(str, files)],
        check=False,
        capture_output=True,
        text=True,
    )
    jobs = json.loads(done.stdout)["report"]["jobs"]
    return {job["itemDetails"]["name"]: _broken(job) for job in jobs}


def _broken(job):
    if "validationResult" not in job:
        return [f"cannot be read: {job.get('taskException', {}).get('exception', 'no PDF')}"]
    return [
        f"{rule['clause']}-{rule['testNumber']} {rule['description']} "
        f"({rule['failedChecks']} times, first at {rule['checks'][0]['context']})"
        for result in job["validationResult"]
        for rule in result["details"]["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    ]


def main():
    files = [Path(name).resolve() for name in sys.argv[1:]]
    if absent := [str(file) for file in files if not file.is_file()]:
        sys.exit(f"There is no file {absent[0]}.")
    if not files:
        sys.exit("Name the PDF files to check: script/verapdf FILE…")
    try:
        verdicts = broken_rules(files)
    except NotFetchedError as error:
        sys.exit(str(error))
    for name, rules in verdicts.items():
        print(f"{'✗' if rules else '✓'} {name}: {len(rules)} rules of PDF/UA-1 broken")
        for rule in rules:
            print(f"    {rule}")
    sys.exit(any(verdicts.values()))


if __name__ == "__main__":
    main()
