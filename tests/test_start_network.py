"""How start.py lets other machines in: only when told, and only under names it was told."""

import subprocess
import sys
import tomllib
from pathlib import Path

import start

SOURCE = Path(start.__file__)


def test_this_machine_alone_needs_no_options():
    assert start.server_options([], network=False) == []


def test_a_proxy_on_this_machine_needs_a_name():
    options = start.server_options(["camera.example"], network=False)
    assert options[-2:] == ["--server.allowedHosts", "camera.example"]
    assert options.count("--server.allowedHosts") == 4
    assert "--server.address" not in options


def test_the_network_is_listened_to_when_asked_for():
    options = start.server_options(["10.1.2.3"], network=True)
    assert options[-2:] == ["--server.address", "0.0.0.0"]
    assert "10.1.2.3" in options


def test_the_network_without_a_name_is_refused_in_one_line():
    ran = subprocess.run(
        [sys.executable, str(SOURCE), "--network"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 2
    assert "--host" in ran.stderr.splitlines()[-1]


def test_own_names_are_those_of_the_configuration():
    told = tomllib.loads((start.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert told["server"]["allowedHosts"] == list(start.OWN_NAMES)
