"""Orphans and duplicates follow the commune and are settled: assigned, merged, dismissed."""

import pytest
import streamlit as st

from gis.core.language import _
from gis.store.archive import removed
from gis.store.doubts import ORPHAN, PAIR, dismissed, merge_cameras
from tests.pages.screen import named, opened, press, table_with, texts
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    rows = (
        {"camera_id": "A", "serial": "S1", "status": "unknown", "name": "Chợ", **HERE},
        {"camera_id": "B", "serial": "S1", "status": "broken", "cause": "wear", **HERE},
        {"camera_id": "C", "commune_code": "18859", "status": "working", "height_m": 4.0},
    )
    store.save(cameras=cameras(*rows), source="list.xlsx")
    return store


@pytest.fixture
def chosen(monkeypatch):
    """Choose rows: the key of a table → places."""
    places = {}
    show = st.dataframe

    def showing(table, **options):
        answer = show(table, **options)
        if options.get("key") in places:
            rows = places[options["key"]]
            return {"selection": {"rows": rows, "columns": [], "cells": []}}
        return answer

    monkeypatch.setattr(st, "dataframe", showing)
    return places


def register(app, commune=""):
    if commune:
        app.query_params["xa"] = commune
    return named(opened(app, "register"))


def count_told(shown, message, count):
    return _(message, count=count) in texts(shown)


ORPHANS = "{count} cameras have had no managing body since the merger."
PAIRS = "{count} pairs may be one camera listed twice."


def test_both_follow_the_commune(app, filled):
    shown = register(app)
    assert count_told(shown, ORPHANS, 3)
    assert count_told(shown, PAIRS, 1)
    shown.session_state["commune"] = "18859"
    shown.query_params["xa"] = "18859"
    shown.run()
    assert count_told(shown, ORPHANS, 1)
    assert count_told(shown, PAIRS, 0)


def test_orphans_are_given_a_managing_body(app, filled, chosen):
    chosen["orphans"] = [0, 2]
    shown = register(app)
    assert shown.button(key="orphans_assign").disabled
    shown.text_input(key="orphans_keeper").input("Trường THPT").run()
    chosen.clear()
    chosen["orphans"] = [0, 2]
    press(shown, "orphans_assign")
    keepers = filled.cameras().set_index("camera_id")["custodian"]
    assert keepers.tolist() == ["Trường THPT", "", "Trường THPT"]


def test_an_orphan_dismissed_stays_so_until_it_is_taken_back(app, filled, chosen):
    chosen["orphans"] = [2]
    shown = register(app)
    shown.text_input(key="orphans_why").input("đã tháo dỡ").run()
    press(shown, "orphans_dismiss")
    assert dismissed(filled, ORPHAN).loc["C", ["reason", "who"]].tolist() == ["đã tháo dỡ", "Bình"]
    chosen.clear()
    shown.run()
    assert count_told(shown, ORPHANS, 2)
    chosen[f"{ORPHAN}dismissed"] = [0]
    shown.run()
    press(shown, f"{ORPHAN}back")
    chosen.clear()
    shown.run()
    assert count_told(shown, ORPHANS, 3)
    assert dismissed(filled, ORPHAN).empty


def test_two_that_are_one_are_merged(app, filled, chosen):
    chosen["duplicates"] = [0]
    shown = register(app)
    compared = table_with(shown, _("Field"))
    assert {"A", "B"} <= set(compared.columns)
    press(shown, "merge_A")
    rows = filled.cameras().set_index("camera_id")
    assert rows.index.tolist() == ["A", "C"]
    assert rows.loc["A", ["name", "status", "cause"]].tolist() == ["Chợ", "broken", "wear"]
    assert removed(filled)["reason"].tolist() == [_("The same camera as {id}", id="A")]


def test_two_that_are_two_are_dismissed_with_a_reason(app, filled, chosen):
    chosen["duplicates"] = [0]
    shown = register(app)
    assert shown.button(key="pair_dismiss").disabled
    shown.text_input(key="pair_why").input("hai mắt trên một cột").run()
    press(shown, "pair_dismiss")
    assert dismissed(filled, PAIR).index.tolist() == ["A / B"]
    chosen.clear()
    shown.run()
    assert count_told(shown, PAIRS, 0)


def test_a_merged_camera_keeps_its_own_state_and_position(filled):
    filled.save(
        cameras=cameras(
            {"camera_id": "A", "status": "working"},
            {"camera_id": "B", "height_m": 6.0, "lon": 106.7, "lat": 17.4},
        ),
        source="list.xlsx",
    )
    merge_cameras(filled, "A", "B", who="An")
    row = filled.cameras().set_index("camera_id").loc["A"]
    assert row[["status", "cause", "height_m", "lon"]].tolist() == ["working", "", 6.0, 106.62]
