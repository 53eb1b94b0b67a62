"""The oldest and the newest versions that pyproject.toml allows, tried on a part of the tests.

``python -m tools.pins [PYTHON…]``
    For each interpreter (a version or a path; without one, this), an environment of its own with
    the lowest and one with the highest versions, and a line for each that says how its tests
    ended. Warnings are no failures here: one old package may speak ill of another.
"""

import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tools.lock import ROOT

ENDS = ("lowest-direct", "highest")
# Each package at work: tables in and out, geometry, compiled loops, plans, papers, store, pages.
QUICK = (
    *("tests/test_library.py", "tests/test_notebook.py", "tests/test_crs.py"),
    *("tests/coverage/test_area.py", "tests/coverage/test_occlusion.py"),
    *("tests/restoration/test_plans.py", "tests/restoration/test_visits_planned.py"),
    *("tests/ingest/test_formats.py", "tests/store/test_store.py", "tests/export"),
    *("tests/documents/test_documents.py", "tests/pages/test_home.py"),
)
TESTS = ("-q", "-o", "filterwarnings=default", "--disable-warnings", *QUICK)
RANGES = ("--no-build", "-r", "pyproject.toml", "--extra", "app", "--group", "dev")


class Trial(NamedTuple):
    """How the tests ended with one end of the ranges."""

    python: str
    end: str
    result: str
    seconds: float

    def __str__(self) -> str:
        """Return a row of a table in Markdown."""
        return f"| {self.python} | {self.end} | {self.result} | {self.seconds:.0f} s |"


def try_ranges(python: str, end: str, log: Path) -> Trial:
    """Install one end of the ranges into a new environment and run the tests; `log` keeps all."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, log.open("w", encoding="utf-8") as output:
        own = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        uv = [sys.executable, "-m", "uv"]
        for command in (
            [*uv, "venv", "-q", "--clear", "--no-python-downloads", "--python", python, folder],
            [*uv, "pip", "install", "--python", str(own), "--resolution", end, *RANGES],
            [str(own), "-m", "pytest", *TESTS],
        ):
            code = subprocess.call(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
            if code:
                break
    last = log.read_text("utf-8").rstrip().rpartition("\n")[2].strip("= ")
    return Trial(python, end, f"{last}; {log}" if code else last, time.monotonic() - begin)


if __name__ == "__main__":
    print("| Python | versions | tests | with installing |\n|---|---|---|---|")
    logs = Path(tempfile.mkdtemp(prefix="pins-"))
    for place in product(sys.argv[1:] or [sys.executable], ENDS):
        print(try_ranges(*place, logs / f"{Path(place[0]).name}-{place[1]}.txt"), flush=True)
