"""A long workbook is written beside the page: how far it is, Stop, then the file to take."""

import io
import os
from threading import Event

import openpyxl
import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from gis.core.errors import GisError
from gis.core.language import use_language
from gis.runtime.snapshot import snapshots
from pages.components.register import selected_cameras
from pages.components.register.selected_cameras import CameraSelection
from pages.components.reports import layer_files
from pages.components.shared import file_offer
from tests.pages.screen import keys, page, press, said, until

READY = "Tải về"


class Writer:
    """Makes a file of two steps: after the first it waits until the test lets it go on."""

    def __init__(self):
        self.go_on, self.begun, self.fault = Event(), 0, None

    def __call__(self, progress):
        self.begun += 1
        if self.fault is not None:
            raise self.fault
        if progress is not None:
            progress(1000, 2500)
            self.go_on.wait(20)
            progress(2500, 2500)
        return b"content"


def two_files():
    """Show a page of two files, each of 2,500 rows."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function alone

    from pages.components.shared.file_offer import OfferedFile, offer_file  # noqa: PLC0415

    for key in ("one", "two"):
        version, fmt = st.session_state["version"], st.session_state["fmt"]
        file = OfferedFile(fmt, key, f"{key}.{fmt}", st.session_state["writer"], version, 2500)
        offer_file(st.container(), file, long_rows=st.session_state["long_rows"])


@pytest.fixture
def writer():
    one = Writer()
    yield one
    one.go_on.set()


@pytest.fixture
def shown(writer):
    app = AppTest.from_function(two_files, default_timeout=60)
    start = {"writer": writer, "version": 1, "fmt": "xlsx", "long_rows": 2500}
    for key, value in start.items():
        app.session_state[key] = value
    return app.run()


@pytest.fixture
def offered(monkeypatch):
    """Every file that is offered: its name, and what makes its bytes."""
    files = {}
    button = DeltaGenerator._download_button

    def offering(self, label, data, file_name, *arguments, **options):
        files[file_name] = data
        return button(self, label, data, file_name, *arguments, **options)

    monkeypatch.setattr(DeltaGenerator, "_download_button", offering)
    return files


def labels(shown):
    return [button.proto.label for button in shown.get("download_button")]


def bars(shown):
    return [bar.proto.text for bar in shown.get("progress")]


def job(shown):
    return shown.session_state["long_file"].job


def test_a_long_file_says_how_far_it_is_and_is_then_there(shown, writer, offered):
    assert (labels(shown), writer.begun) == ([], 0)
    press(shown, "write.one")
    until(shown, lambda now: bars(now) == ["Đang ghi 1.000/2.500 dòng…"])
    # One at a time: the other waits until this one is there, or stopped.
    assert shown.button("write.two").disabled
    writer.go_on.set()
    until(shown, lambda now: labels(now) == [READY])
    assert offered["one.xlsx"]() == b"content"
    assert not bars(shown)
    assert not shown.button("write.two").disabled
    assert writer.begun == 1


def test_another_takes_its_place(shown, writer):
    writer.go_on.set()
    press(shown, "write.one")
    until(shown, lambda now: labels(now) == [READY])
    press(shown, "write.two")
    until(shown, lambda now: labels(now) == [READY] and "write.one" in keys(now))
    assert shown.session_state["long_file"].key == "two"


def test_it_can_be_stopped_and_begun_anew(shown, writer):
    press(shown, "write.one")
    until(shown, bars)
    running = job(shown)
    press(shown, "stop.one")
    assert running.stopped
    assert (bars(shown), labels(shown)) == ([], [])
    assert not shown.button("write.two").disabled
    writer.go_on.set()
    running.wait(20)
    assert running.result() is None
    press(shown, "write.one")
    until(shown, lambda now: labels(now) == [READY])


def test_what_was_made_of_another_register_is_let_go(shown, writer):
    press(shown, "write.one")
    running = job(shown)
    shown.session_state["version"] = 2
    shown.run()
    assert running.stopped
    assert "long_file" not in shown.session_state
    assert keys(shown) == {"write.one", "write.two"}


def test_short_ones_and_other_formats_are_one_click(shown, writer, offered):
    shown.session_state["long_rows"] = 2501
    shown.run()
    assert (labels(shown), keys(shown)) == (["Excel", "Excel"], set())
    assert offered["one.xlsx"]() == b"content"
    shown.session_state["long_rows"], shown.session_state["fmt"] = 1, "csv"
    shown.run()
    assert labels(shown) == ["CSV", "CSV"]


def test_what_is_wrong_is_said_and_it_can_be_asked_for_again(shown, writer):
    writer.fault = GisError("too <b>much</b>")
    writer.go_on.set()
    press(shown, "write.one")
    until(shown, lambda now: len(now.error))
    assert said(shown) == "too <b>much</b>"
    writer.fault = None
    press(shown, "write.one")
    until(shown, lambda now: labels(now) == [READY])


def test_a_workbook_of_the_province_and_leaving_the_page(app, demo, offered, monkeypatch):
    offer = file_offer.offer_file
    monkeypatch.setattr(
        layer_files, "offer_file", lambda place, file: offer(place, file, long_rows=200)
    )
    shown = page(app, "reports")
    assert {key for key in keys(shown) if str(key).startswith("write.")} >= {"write.cameras.xlsx"}
    press(shown, "write.cameras.xlsx")
    until(shown, lambda now: READY in labels(now))
    name, _version, _language = shown.session_state["long_file"].version
    book = openpyxl.load_workbook(io.BytesIO(offered[name]()), read_only=True)
    assert book.active.max_row == 201
    page(shown, "communes")
    assert "long_file" not in shown.session_state


@pytest.mark.parametrize(("language", "ready"), [("vi", READY), ("en", "Take the file")])
def test_a_workbook_of_what_was_selected_on_the_map(
    app, demo, offered, monkeypatch, language, ready
):
    offer = file_offer.offer_file
    monkeypatch.setattr(
        selected_cameras, "offer_file", lambda place, file: offer(place, file, long_rows=150)
    )
    shown = page(app, "map", language)
    use_language(language)  # the runner looks choices up by their words, here
    revision = snapshots(os.environ["CAMERA_STORE"]).current().revision
    chosen = CameraSelection("export", revision, list(range(150)))
    shown.session_state["selected_cameras"] = chosen
    shown.run()
    press(shown, "write.selected.xlsx")
    until(shown, lambda now: ready in labels(now))
    [name] = [name for name in offered if name.endswith(".xlsx")]
    book = openpyxl.load_workbook(io.BytesIO(offered[name]()), read_only=True)
    assert book.active.max_row == 151
