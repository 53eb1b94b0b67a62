"""start.py hands on what is said of live layers, and nothing where nothing is said."""

import os
from types import SimpleNamespace

import pytest

import start
from pages.components.reports import layer_files
from pages.components.shared.session import live_layers_are_asked_for


@pytest.mark.parametrize(
    ("options", "said", "asked"),
    [
        ([], None, None),
        (["--live-layers", "on"], "1", True),
        (["--live-layers", "off"], "0", False),
    ],
)
def test_live_layers_are_switched_by_an_option(monkeypatch, options, said, asked):
    monkeypatch.delenv("CAMERA_LIVE_LAYERS", raising=False)
    seen = []
    monkeypatch.setattr(
        start, "start", lambda *_, **__: seen.append(os.environ.get("CAMERA_LIVE_LAYERS")) or 0
    )
    assert start.main(options) == 0
    assert seen == [said]
    assert live_layers_are_asked_for() is asked
    monkeypatch.delenv("CAMERA_LIVE_LAYERS", raising=False)


def test_another_word_is_refused(capsys):
    with pytest.raises(SystemExit):
        start.main(["--live-layers", "perhaps"])
    assert "--live-layers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "asked"),
    [("", None), ("1", True), ("on", True), ("0", False), ("off", False), ("false", False)],
)
def test_only_who_says_so_lets_programs_in(monkeypatch, said, asked):
    monkeypatch.setenv("CAMERA_LIVE_LAYERS", said)
    assert live_layers_are_asked_for() is asked


@pytest.mark.parametrize(("said", "address"), [("1", "http://gis.example:8501"), ("0", "")])
def test_a_project_of_live_layers_is_offered_only_where_they_are_served(monkeypatch, said, address):
    monkeypatch.setenv("CAMERA_LIVE_LAYERS", said)
    page = SimpleNamespace(url="http://gis.example:8501/reports")
    monkeypatch.setattr(layer_files.st, "context", page)
    assert layer_files._server_address() == address
