"""QGIS as a program of its own, asked what it makes of a project."""

import json
import os
import subprocess
from pathlib import Path

from tests.system import qgis_python


def ask_qgis(folder, **asked):
    """Give what QGIS makes of a project."""
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder / "run")}
    environment |= {"LANG": "C.UTF-8", "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile")}
    done = subprocess.run(
        [qgis_python(), Path(__file__).with_name("qgis_reader.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if line and "update access" not in line]
    return json.loads(done.stdout[done.stdout.index('{"version"') :]) | {"errors": said}
