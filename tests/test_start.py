import ast
import hashlib
import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import start

SOURCE = Path(start.__file__)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
@pytest.mark.parametrize(
    ("system", "release"), [("Linux", ""), ("Windows", ""), ("Darwin", "14.0"), ("Darwin", "26.1")]
)
def test_supported_machines_are_not_refused(version, system, release):
    assert start.unsupported(version, system, release) == ""


@pytest.mark.parametrize(
    ("version", "system", "release", "told"),
    [
        ((2, 7), "Linux", "", "2.7"),
        ((3, 6), "Windows", "", "3.6"),
        ((3, 10), "Linux", "", "3.10"),
        ((3, 15), "Linux", "", "3.15"),
        ((4, 0), "Linux", "", "4.0"),
        ((3, 12), "Darwin", "13.7.2", "13.7.2"),
        ((3, 12), "FreeBSD", "", "FreeBSD"),
    ],
)
def test_other_machines_are_told_why_in_one_line(version, system, release, told):
    refusal = start.unsupported(version, system, release)
    assert told in refusal
    assert "\n" not in refusal


def test_python_3_6_can_read_it():
    ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 6))


def test_needs_nothing_but_the_standard_library():
    imports = [
        name
        for node in ast.walk(ast.parse(SOURCE.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    ]
    assert {name.split(".")[0] for name in imports} <= sys.stdlib_module_names


def test_stamp_is_the_hash_of_version_and_requirements(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_bytes(b"numpy==2.4.6\n")
    assert start.stamp(file, "3.11.7") == hashlib.sha256(b"3.11.7\nnumpy==2.4.6\n").hexdigest()


def test_stamp_changes_with_requirements_and_with_python(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("numpy==2.4.6\n")
    before = start.stamp(file, "3.11.7")
    assert start.stamp(file, "3.12.1") != before
    file.write_text("numpy==2.4.7\n")
    assert start.stamp(file, "3.11.7") != before


def test_next_free_port_passes_over_ports_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = start.next_free(port)
    assert found > port


def test_a_free_port_is_taken_as_it_is():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert start.next_free(port) == port


def test_no_port_beyond_the_last():
    with pytest.raises(start.CannotStartError, match="70000"):
        start.next_free(70000)


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def healthy_port():
    server = HTTPServer(("127.0.0.1", 0), Healthy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def run_start(*arguments, **environment):
    return subprocess.run(
        [sys.executable, str(SOURCE), *arguments],
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_server_that_runs_already_is_named_and_not_started_again(healthy_port):
    started = run_start("--port", str(healthy_port), http_proxy="http://127.0.0.1:9")
    assert started.returncode == 0
    assert started.stdout.splitlines() == [
        f"Đang chạy rồi: http://127.0.0.1:{healthy_port}"
        f" / Running already: http://127.0.0.1:{healthy_port}"
    ]


def test_an_impossible_port_is_refused():
    started = run_start("--port", "70000")
    assert started.returncode == 2
    assert "65535" in started.stderr


def test_somebody_who_speaks_no_http_is_not_the_app():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk():
            guest, _ = server.accept()
            with guest:
                guest.recv(1000)
                guest.sendall(b"220 mail.example ready\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        assert not start.answers(server.getsockname()[1])
        thread.join()


def test_the_network_is_asked_for_boundaries_once(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(start, "LOCAL", tmp_path / "local")
    monkeypatch.setattr(start, "MIRRORS", (tmp_path / "mirror",))
    monkeypatch.setattr(start, "run", lambda *command: asked.append(command) or 2)
    monkeypatch.delenv("CAMERA_BOUNDARIES", raising=False)
    start.get_boundaries()
    start.get_boundaries()
    assert asked == [("gis", "boundaries")]
    (tmp_path / "mirror").mkdir()
    start.get_boundaries()
    assert len(asked) == 2
