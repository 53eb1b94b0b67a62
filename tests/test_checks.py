"""What runs before a commit, what CI runs and what `start.py check` runs is one list."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import start

HOOKS = yaml.safe_load((start.ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]


def test_the_hooks_are_the_checks_in_their_order_and_come_from_nowhere_else():
    assert [repository["repo"] for repository in HOOKS] == ["local"]
    hooks = HOOKS[0]["hooks"]
    assert [hook["id"] for hook in hooks] == list(start.CHECKS)
    assert [hook["entry"] for hook in hooks] == [
        f"python3 start.py check {name}" for name in start.CHECKS
    ]


def test_every_file_a_check_names_is_there():
    named = [word for command in start.CHECKS.values() for word in command if "/" in word]
    assert named
    assert [word for word in named if not (start.ROOT / word).is_file()] == []


@pytest.fixture
def commands(monkeypatch):
    """What is run, instead of running it; every command ends as `codes` says."""
    asked, codes = [], {}

    def run(*command, output=None):
        asked.append(command)
        if output is not None:
            output.write(f"{command[0]} says something\n".encode())
        return codes.get(command[0], 0)

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "prepare", lambda files, wheels: None)
    monkeypatch.setattr(start, "get_boundaries", lambda: None)
    return asked, codes


def test_tests_run_every_check_once_that_is_no_test_itself_and_all_tests(commands):
    asked, _ = commands
    assert start.test(["-k", "succession"], strict=False, wheels=None) == 0
    checks = [command for command in start.CHECKS.values() if command[0] != "pytest"]
    assert sorted(asked) == sorted([*checks, ("pytest", "-k", "succession")])


def test_each_stage_is_named_with_its_time_and_the_table_stands_at_the_end(commands, capsys):
    start.test([], strict=False, wheels=None)
    lines = capsys.readouterr().out.splitlines()
    names = ["packages", "boundaries", "lint", "format", "map", "tests"]
    ends = [line.removeprefix("== stage ") for line in lines if line.startswith("== stage ")]
    assert ends == [f"{name}: 0.0 s" for name in names]
    table = lines[lines.index("== stages") + 1 :]
    assert [row.split() for row in table] == [[name, "0.0", "s"] for name in [*names, "types"]]
    assert lines.index("mypy says something") < lines.index("== stages")


@pytest.mark.parametrize(("module", "code"), [("ruff", 1), ("mypy", 2), ("pytest", 5)])
def test_one_failure_fails_the_run_and_is_named(commands, capsys, module, code):
    asked, codes = commands
    codes[module] = code
    assert start.test([], strict=False, wheels=None) == code
    assert f"failed: {code}" in capsys.readouterr().out
    assert ("pytest",) in asked, "what fails early lets the rest run"


def test_checks_run_by_name_or_all(commands):
    asked, codes = commands
    assert start.check(["format"], None) == 0
    assert asked == [start.CHECKS["format"]]
    asked.clear()
    codes["mypy"] = 2
    assert start.check([], None) == 2
    assert asked == list(start.CHECKS.values())


def test_a_check_of_no_such_name_is_refused_with_the_names_there_are():
    refused = subprocess.run(
        [sys.executable, str(Path(start.__file__)), "check", "lintt"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert refused.returncode == 2
    assert "lintt?" in refused.stderr
    assert all(name in refused.stderr for name in start.CHECKS)
