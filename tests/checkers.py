"""Judges from outside: the Nu HTML checker."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

VNU = Path(settings.BASE_DIR, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")


def vnu(pages):
    """What the Nu HTML checker finds wrong in `pages` (name → HTML), one line each.

    One Java run for all of them: starting it costs more than checking.
    """
    assert shutil.which("java"), "Install a Java runtime: apt-get install default-jre-headless"
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder, f"{number}.html")
            path.write_text(html, encoding="utf-8")
            files[path.name] = name
        run = subprocess.run(
            ["java", "-jar", str(VNU), "--format", "json", "--stdout", folder],
            check=False,
            capture_output=True,
            text=True,
        )
    messages = json.loads(run.stdout)["messages"]
    return [
        f"{files[Path(message['url']).name]}: {message['message']} (line {message.get('lastLine')})"
        for message in messages
        if message["type"] != "info"
    ]
