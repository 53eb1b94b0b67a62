"""The running server as somebody outside would try it: forged names, pages of others, cookies."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from gis.store.store import Store
from tests import world
from tests.system import ROOT, free_port, running_app
from tests.village import CAMERAS, UNITS

DIGITS = "9" * 30
HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "frame-ancestors 'self'",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Recorder:
    """A proxy that takes down who is asked for, and answers nobody."""

    def __init__(self):
        self.asked = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                guest, _address = self.listener.accept()
            except OSError:
                return
            with guest:
                self.asked.append(guest.recv(4096).split(b"\r\n")[0])


@pytest.fixture(scope="module")
def outside():
    """Whatever the server asks of another host passes here."""
    recorder = Recorder()
    yield recorder
    recorder.listener.close()


@pytest.fixture(scope="module")
def port(tmp_path_factory, outside):
    folder = tmp_path_factory.mktemp("door")
    url = f"sqlite:///{folder / 'register.sqlite'}"
    Store(url).save(
        source="list", cameras=world.cameras(*CAMERAS), equipment=world.equipment(*UNITS)
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            patch.setenv(name, outside.address)
        patch.setenv("no_proxy", "")
        patch.setenv("NO_PROXY", "")
        with running_app(url, folder / "log") as address:
            yield int(address.rpartition(":")[2])


def ask(port, path, *, host=None, method="GET", **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.content = answer.read()
        return answer


def session(port, *, host=None, origin=None, page="", query=""):
    """Open a session as a browser does; return what it shows, and the cookie it was given."""
    host = host or f"127.0.0.1:{port}"
    with (
        socket.create_connection(("127.0.0.1", port)) as wire,
        connect(
            f"ws://{host}/_stcore/stream",
            sock=wire,
            origin=origin,
            subprotocols=["streamlit"],
            max_size=None,
            proxy=None,
        ) as connection,
    ):
        cookie = connection.response.headers.get("set-cookie", "")
        begin = BackMsg()
        begin.rerun_script.page_name, begin.rerun_script.query_string = page, query
        connection.send(begin.SerializeToString())
        shown = b""
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=120))
            shown += message.SerializeToString()
            if message.WhichOneof("type") == "script_finished":
                return shown, cookie


def given(answer):
    """Return the cookie of the app in an answer, as a browser sends it back."""
    return next(
        (c.split(";")[0] for c in answer.headers.get_all("set-cookie", []) if "camera_" in c), ""
    )


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
def test_own_pages_open_a_session(port, name):
    host = f"{name}:{port}"
    shown, _cookie = session(port, host=host, origin=f"http://{host}")
    assert "Danh mục".encode() in shown


@pytest.mark.parametrize(
    "name", ["evil.example", "10.9.8.7", "127.0.0.1.evil.example", "localhost.e"]
)
def test_another_name_gets_nothing(port, name):
    host = f"{name}:{port}"
    with pytest.raises(InvalidStatus, match="403"):
        session(port, host=host, origin=f"http://{host}")
    for path in ("/", "/danh-muc", "/_stcore/health", "/map/x/cameras.bin", "/static/x"):
        answer = ask(port, path, host=host)
        assert answer.status == 400
        assert len(answer.content) < 200


@pytest.mark.parametrize(
    "origin",
    [
        *("http://evil.example", "http://127.0.0.1:9999", "http://localhost:3000", "null", ""),
        *("http://127.0.0.1", "file://", "https://127.0.0.1.evil.example"),
    ],
)
def test_a_page_of_another_address_is_refused_and_nobody_asked(port, origin, outside):
    with pytest.raises(InvalidStatus, match="403"):
        session(port, origin=origin)
    cookie = given(ask(port, "/"))
    for path in ("/", "/_stcore/health", "/map/x/cameras.bin"):
        assert ask(port, path, Origin=origin, Cookie=cookie).status == 403
    assert outside.asked == []


def revision(port):
    """Return the revision of the map that a session is told."""
    shown, _cookie = session(port, page="ban-do")
    return re.search(rb'"revision": ?"([^"]+)"', shown)[1].decode()


def test_the_map_answers_only_who_has_opened_a_page(port):
    path = f"/map/{revision(port)}/cameras.bin"
    assert ask(port, path).status == 403
    cookie = given(ask(port, "/ban-do"))
    assert ask(port, path, Cookie=cookie).status == 200
    assert ask(port, path, Cookie=f"other=1; {cookie}; more=2").status == 200
    name, _equals, value = cookie.partition("=")
    code, _dot, signature = value.partition(".")
    forged = ["0" * 32 + f".{signature}", code, f"{code}.", f"{code}.{'0' * 64}", "", "é"]
    for value in forged:
        assert ask(port, path, Cookie=f"{name}={value}".encode()).status == 403
    assert ask(port, path, Cookie=cookie, Sec_Fetch_Site="same-site").status == 403
    assert ask(port, path, Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403
    assert ask(port, path, Cookie=cookie, Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize("path", ["/media/x.csv", "/_stcore/metrics", "/map/x/search?q=a"])
def test_whatever_holds_data_is_kept_behind_the_cookie(port, path):
    assert ask(port, path).status == 403
    assert ask(port, path, Cookie=given(ask(port, "/"))).status in {200, 404}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(port):
    [cookie] = [c for c in ask(port, "/").headers.get_all("set-cookie") if "camera_" in c]
    assert set(cookie.split("; ")[1:]) == {"Path=/", "HttpOnly", "SameSite=Strict"}
    assert given(ask(port, "/", Cookie=given(ask(port, "/")))) == ""  # given once


def test_a_page_that_comes_back_to_a_new_server_is_given_a_new_cookie(port):
    _shown, cookie = session(port, origin=f"http://127.0.0.1:{port}")
    assert "HttpOnly" in cookie
    assert ask(port, "/_stcore/metrics", Cookie=cookie.split(";")[0]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/danh-muc", "/_stcore/health", "/_stcore/host-config", "/static/nothing"),
        *("/app/static/fonts/noto-sans-latin-wght-normal.woff2", "/map/x/cameras.bin", "/%00"),
        f"/app/static/{'9' * 300}",
    ],
)
def test_every_answer_bears_the_headers(port, path):
    told = {name.lower(): value for name, value in ask(port, path).headers.items()}
    assert HEADERS.items() <= told.items()


@pytest.mark.parametrize(
    "path",
    [
        *(
            f"/map/x/camera/{DIGITS}",
            f"/map/x/footprints/{DIGITS}/{DIGITS}.bin",
            f"/media/{DIGITS}",
        ),
        *(f"/app/static/{'9' * 300}", f"/{'9' * 5000}", f"/{DIGITS}/" * 100),
        f"/_stcore/bidi-components/{'9' * 5000}",
    ],
)
def test_no_length_is_a_fault_of_the_server(port, path):
    cookie = given(ask(port, "/"))
    for more in ({}, {"Range": f"bytes=0-{DIGITS}"}, {"Range": f"bytes={DIGITS}-"}):
        assert 200 <= ask(port, path, Cookie=cookie, **more).status < 500
    assert ask(port, f"/app/static/{'9' * 300}").status == 414


@pytest.mark.parametrize("path", ["", "phuong-an", "ban-do", "danh-muc"])
def test_no_number_in_the_address_of_a_page_is_a_fault(port, path):
    names = ("tien", "xa", "xem", "k", "d", "camera", "lat", "lon", "zoom")
    query = "&".join(f"{name}={DIGITS}" for name in names)
    shown, _cookie = session(port, page=path, query=query)
    assert b"Traceback" not in shown


def test_the_health_of_the_server_is_told_without_a_cookie(port):
    answer = ask(port, "/_stcore/health")
    assert (answer.status, answer.content) == (200, b"ok")


def started(*options, **environment):
    """Start the server where it must refuse; return what it said."""
    command = ["streamlit", "run", "app.py", "--server.port", str(free_port()), *options]
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("address", ["0.0.0.0", "::", ""])
def test_other_machines_reach_it_only_when_that_is_asked_for(address, outside, tmp_path):
    store = f"sqlite:///{tmp_path / 'register.sqlite'}"
    proxies = {"http_proxy": outside.address, "https_proxy": outside.address, "no_proxy": ""}
    refused = started("--server.address", address, CAMERA_STORE=store, **proxies)
    assert refused.returncode == 1
    assert "--network" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert outside.asked == []
    assert not (tmp_path / "register.sqlite").exists()
