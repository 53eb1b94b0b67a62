"""Exact versions of every package with the hashes of its files, from the ranges of pyproject.toml.

``python -m tools.lock [--upgrade]``
    Writes ``requirements.txt`` (the app) and ``requirements-dev.txt`` (what tests need besides).
    Versions that still fit are kept; ``--upgrade`` takes the newest, ``--upgrade-package NAME``
    the newest of one. One lock serves every system and every Python the program runs on.
``python -m tools.lock --check``
    Asks whether each package has a wheel for each of them: nobody compiles at the first start.
"""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN_TIME, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
HEAD = "# Made by `python -m tools.lock` from pyproject.toml, which says why; do not edit.\n"
COMPILE = ("uv", "pip", "compile", "--quiet")
LOCK = (
    *("pyproject.toml", "--extra", "app", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--annotation-style", "line"),
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (
    *("x86_64-manylinux_2_28", "aarch64-manylinux_2_28"),
    *("x86_64-pc-windows-msvc", "aarch64-apple-darwin"),
)


def write_locks(options: list[str]) -> None:
    """Write both files; `options` go to the resolver."""
    app = resolve(RUN_TIME, *options)
    RUN_TIME.write_text(HEAD + "\n".join(app) + "\n", "utf-8")
    tests = resolve(DEVELOPMENT, "--group", "dev", "--constraint", RUN_TIME.name, *options)
    known = {without_reasons(entry) for entry in app}
    beside = [entry for entry in tests if without_reasons(entry) not in known]
    DEVELOPMENT.write_text(HEAD + "\n".join(beside) + "\n", "utf-8")


def resolve(file: Path, *options: str) -> list[str]:
    """Resolve the ranges, near to what stands in `file`; return an entry for each version."""
    command = [sys.executable, "-m", *COMPILE, *LOCK, *options, "--output-file", file.name]
    subprocess.run(command, cwd=ROOT, check=True)
    return entries(file.read_text("utf-8"))


def entries(lock: str) -> list[str]:
    """Return the entries of a lock: requirement, hashes, a comment that says who asks for it."""
    found: list[str] = []
    for line in lock.splitlines():
        if line.startswith((" ", "\t")):
            found[-1] += "\n" + line
        elif line and not line.startswith("#"):
            found.append(line)
    return found


def without_reasons(entry: str) -> str:
    """Return what the installer reads of an entry."""
    return "\n".join(line for line in entry.splitlines() if not line.lstrip().startswith("#"))


def without_wheels() -> list[str]:
    """Return what the resolver says of each system on which a package would have to be built."""
    complaints = []
    for python, platform in product(PYTHONS, PLATFORMS):
        place = ["--python-version", python, "--python-platform", platform, "--no-build"]
        command = [sys.executable, "-m", *COMPILE, RUN_TIME.name, DEVELOPMENT.name, *place]
        answer = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"},
            check=False,
            capture_output=True,
            text=True,
        )
        if answer.returncode:
            complaints.append(f"{python} {platform}: {answer.stderr}")
    return complaints


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit("\n".join(without_wheels()) or 0)
    write_locks(sys.argv[1:])
