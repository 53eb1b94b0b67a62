"""``python -m gis`` on a store of its own, in a process of its own or within this one."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from gis.__main__ import main

ROOT = Path(__file__).resolve().parents[1]


class Process:
    """Runs the command as its users do: another process, with warnings as errors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "CAMERA_STORE": f"sqlite:///{folder / 'register.sqlite'}",
            "CAMERA_LANGUAGE": "vi",
            "PYTHONUTF8": "1",
        }

    def __call__(self, *arguments):
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "gis", *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def json(self, *arguments):
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout, parse_constant=pytest.fail)


class Inside(Process):
    """Runs the command in this process: as long as it takes, without starting Python anew."""

    def __call__(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            mock.patch.dict(os.environ, self.environment),
        ):
            try:
                code = main([*map(str, arguments)])
            except SystemExit as stopped:  # what argparse itself refuses
                code = stopped.code
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
