"""No file of the project names a path of somebody's machine or a host packages come from."""

import json
import re
import subprocess

import pytest

import start

MACHINE = re.compile(r"(?<![\w.\-/)])/(?:root|work|home/\w+|Users/\w+)/")
INSTALLERS = ("requirements*.txt", "benchmarks/*.txt", "pyproject.toml", "*.yaml", "*.npmrc")
ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links")


def committed(*patterns):
    """Paths of what is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", *patterns]
    listed = subprocess.run(command, cwd=start.ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git repository")
    paths = [start.ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


def lines_with(pattern, paths):
    """Lines in which a pattern is found; files that are no text have none."""
    found = []
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        if "\0" not in text and pattern.search(text):
            found += [(path.name, line) for line in text.splitlines() if pattern.search(line)]
    return found


def test_no_path_of_a_machine():
    assert lines_with(MACHINE, committed()) == []


def test_what_is_installed_from_is_not_named():
    assert lines_with(ADDRESS, committed(*INSTALLERS)) == []


def test_scripts_packages_are_locked_without_addresses():
    for path in committed("*package-lock.json"):
        packages = json.loads(path.read_text("utf-8"))["packages"]
        assert [name for name, entry in packages.items() if "resolved" in entry] == []


@pytest.mark.parametrize("where", ["root", "work", "home/an", "Users/an"])
def test_a_planted_path_and_address_are_found(tmp_path, where):
    file = tmp_path / "planted.md"
    file.write_text(f"see /{where}/list.xlsx\nfine: docs/{where}/list.xlsx\n", "utf-8")
    assert lines_with(MACHINE, [file]) == [("planted.md", f"see /{where}/list.xlsx")]
    file.write_text("a==1\n--index-url x\nb @ scheme://host/b\n", "utf-8")
    assert len(lines_with(ADDRESS, [file])) == 2
