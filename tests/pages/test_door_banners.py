"""What every page says of the door: read only, open to the network."""

import os

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from gis.runtime.snapshot import snapshots
from gis.store.store import Store
from tests import world
from tests.system import ROOT
from tests.village import CAMERAS


@pytest.fixture
def url(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    store = Store(url)
    store.save(source="list", cameras=world.cameras(*CAMERAS))
    store.engine.dispose()
    monkeypatch.setenv("CAMERA_STORE", url)
    yield url
    snapshots.cache_clear()


def opened(page="main.py"):
    return AppTest.from_file(str(ROOT / page), default_timeout=60).run()


def said(app):
    return "\n".join(part.value for part in (*app.info, *app.warning, *app.error))


@pytest.mark.usefixtures("url")
def test_a_register_that_may_be_written_in_this_machine_alone_says_nothing():
    told = said(opened())
    assert "chỉ đọc" not in told
    assert "mở ra mạng" not in told


@pytest.mark.usefixtures("url")
def test_a_register_for_reading_says_so_on_the_page(monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    app = opened()
    assert not app.exception
    assert "chỉ đọc" in said(app)


@pytest.mark.usefixtures("url")
@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.1.2.3", None])
def test_an_app_open_to_the_network_says_so_on_the_page(monkeypatch, address):
    known = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda name: address if name == "server.address" else known(name)
    )
    assert "mở ra mạng" in said(opened())
