"""The province takes in what communes send: all of it, only what changed, nobody's place."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gis.core.choices import RoundState
from gis.core.errors import StoreError
from gis.packages.arrivals import look, open_packages
from gis.packages.comparison import Choice
from gis.packages.package import pack_package
from gis.packages.records import Age
from gis.store.archive import remove, removed
from gis.store.editing import edit
from gis.store.store import Store
from gis.store.submissions import submission_content as submitted
from gis.store.submissions import submissions
from gis.store.undoing import undo, undoable
from tests.packages.two_communes import (
    EAST,
    RECORDER,
    TODAY,
    WEST,
    now,
    opened,
    other,
    package,
    take,
)
from tests.world import cameras, communes, equipment


def change(store: Store, camera: str, field: str, before: str, after: str) -> None:
    edits = pd.DataFrame([{"subject_id": camera, "field": field, "before": before, "after": after}])
    edit(store, edits, source="page", who="Tỉnh")


@pytest.fixture
def store(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    yield opened
    opened.engine.dispose()


def test_what_a_commune_sends_is_what_the_province_has(store):
    [arrival] = take(store, package("00001", WEST))
    assert arrival.age == Age.FIRST
    assert store.cameras().drop(columns="commune_code").equals(WEST.drop(columns="commune_code"))
    assert set(now(store)["commune_code"]) == {"00001"}
    assert store.equipment().equals(RECORDER)
    reported = store.rounds().iloc[0]
    assert (reported["state"], reported["reported_by"]) == (RoundState.REPORTED, "An")
    assert (reported["reported_on"], reported["approved_by"]) == ("2026-11-20", "Bình")
    assert not store.is_simulated()


def test_the_same_package_twice_changes_nothing(store):
    take(store, package("00001", WEST))
    before = store.revision()
    [arrival] = take(store, package("00001", WEST))
    assert (arrival.age, store.revision()) == (Age.SAME, before)


def test_the_package_itself_is_kept_as_it_came(store):
    file = package("00001", WEST)
    take(store, file)
    [held] = submissions(store, "00001").to_dict("records")
    assert (held["step"], held["who"]) == ("reported", "Tỉnh")
    assert submitted(store, held["submission_id"]) == file[1]


def test_a_draft_is_taken_in_but_is_not_yet_reported(store):
    name, data = package("00001", WEST)
    [parcel] = opened((name, data))
    drafted = replace(parcel.about, step=RoundState.DRAFTED)
    take(store, ("x.zip", pack_package(replace(parcel.content, about=drafted))))
    assert store.rounds()["state"].tolist() == ["drafted"]


def test_exactly_what_changed_is_told_and_written(store):
    take(store, package("00001", WEST))
    second = other(WEST, "CAM-01", status="working", repaired_on="2026-11-21")
    second = other(second, "CAM-02", note="", azimuth_deg=90.0).drop(index=2)
    second = pd.concat([second, cameras({"camera_id": "CAM-04", "xy": (800, 500)})])
    file = package("00001", second, "2026-11-25")
    [arrival] = look(store, opened(file))
    assert arrival.age == Age.NEWER
    assert (arrival.cameras.new, arrival.cameras.gone) == (("CAM-04",), ("CAM-03",))
    assert arrival.cameras.edits.to_numpy().tolist() == [
        ["CAM-01", "status", "broken", "working"],
        ["CAM-01", "repaired_on", "", "2026-11-21"],
        ["CAM-02", "azimuth_deg", "", "90"],
        ["CAM-02", "note", "cổng chợ", ""],
    ]
    assert arrival.cameras.conflicts.empty
    take(store, file)
    there = now(store)
    assert list(there.index) == ["CAM-01", "CAM-02", "CAM-04"]
    assert there.loc["CAM-01", "status"] == "working"
    assert there.loc["CAM-02", "note"] == ""
    assert there.loc["CAM-02", "azimuth_deg"] == 90
    [gone] = removed(store).to_dict("records")
    assert gone["subject_id"] == "CAM-03"
    assert "25/11/2026" in gone["reason"]


def test_a_state_said_to_have_been_wrong_gets_no_day_of_repair_here(store):
    take(store, package("00001", WEST))
    take(store, package("00001", other(WEST, "CAM-01", status="working"), "2026-11-25"))
    assert now(store).loc["CAM-01", ["status", "repaired_on"]].tolist() == ["working", ""]


def test_an_older_package_is_told_and_left(store):
    take(store, package("00001", WEST, "2026-11-20", at=5))
    worse = other(WEST, "CAM-02", status="broken")
    for file in (package("00001", worse, "2026-11-19"), package("00001", worse, at=4)):
        [arrival] = take(store, file)
        assert arrival.age == Age.OLDER
        assert now(store).loc["CAM-02", "status"] == "working"
    take(store, package("00001", worse, "2026-11-19"), older=True)
    assert now(store).loc["CAM-02", "status"] == "broken"


def test_the_latest_of_several_of_one_commune_counts():
    first, second = package("00001", WEST), package("00001", WEST, "2026-11-25")
    for files in ((first, second), (second, first)):
        parcels, refusals = open_packages(files, communes(), today=TODAY)
        assert [p.about.day for p in parcels] == ["2026-11-25"]
        assert len(refusals) == 1


def test_what_only_the_province_changed_stays(store):
    take(store, package("00001", WEST))
    change(store, "CAM-02", "note", "cổng chợ", "tỉnh đã gọi")
    [arrival] = take(store, package("00001", other(WEST, "CAM-01", note="x"), "2026-11-25"))
    assert arrival.cameras.kept.to_numpy().tolist() == [
        ["CAM-02", "note", "tỉnh đã gọi", "cổng chợ"]
    ]
    assert now(store)["note"].tolist() == ["x", "tỉnh đã gọi", ""]
    # Nor is it a change of the commune the next time.
    [arrival] = take(store, package("00001", other(WEST, "CAM-01", note="y"), "2026-11-26"))
    assert arrival.cameras.conflicts.empty
    assert now(store)["note"].tolist() == ["y", "tỉnh đã gọi", ""]


@pytest.mark.parametrize(
    ("otherwise", "choices", "note"),
    [
        (Choice.PROVINCE, {}, "của tỉnh"),
        (Choice.COMMUNE, {}, "của xã"),
        (Choice.PROVINCE, {("camera_id", "CAM-02", "note"): Choice.COMMUNE}, "của xã"),
        (Choice.COMMUNE, {("camera_id", "CAM-02", "note"): Choice.PROVINCE}, "của tỉnh"),
    ],
)
def test_what_both_changed_the_province_decides(store, otherwise, choices, note):
    take(store, package("00001", WEST))
    change(store, "CAM-02", "note", "cổng chợ", "của tỉnh")
    file = package("00001", other(WEST, "CAM-02", note="của xã"), "2026-11-25")
    [arrival] = look(store, opened(file))
    told = ["CAM-02", "note", "cổng chợ", "của tỉnh", "của xã"]
    assert arrival.cameras.conflicts.to_numpy().tolist() == [told]
    take(store, file, otherwise=otherwise, choices=choices)
    assert now(store).loc["CAM-02", "note"] == note


def test_a_camera_the_province_removed_does_not_come_back_unasked(store):
    take(store, package("00001", WEST))
    remove(store, ["CAM-02"], reason="trùng", source="page")
    file = package("00001", other(WEST, "CAM-01", note="x"), "2026-11-25")
    [arrival] = take(store, file)
    assert arrival.cameras.conflicts["subject_id"].tolist() == ["CAM-02"]
    assert "CAM-02" not in now(store).index
    next_one = package("00001", other(WEST, "CAM-01", note="y"), "2026-11-26")
    take(store, next_one, otherwise=Choice.COMMUNE)
    assert now(store).loc["CAM-02", "note"] == "cổng chợ"


def test_a_camera_the_province_edited_does_not_go_unasked(store):
    take(store, package("00001", WEST))
    change(store, "CAM-03", "note", "", "tỉnh đang xem")
    file = package("00001", WEST.drop(index=2), "2026-11-25")
    [arrival] = take(store, file)
    assert arrival.cameras.conflicts["after"].tolist() == ["removed"]
    assert "CAM-03" in now(store).index


def test_one_code_in_two_communes_stays_two_cameras(store):
    take(store, package("00001", WEST), package("00002", EAST))
    there = now(store)
    assert list(there.index) == ["CAM-01", "CAM-01 (00002)", "CAM-02", "CAM-03", "E-02"]
    assert there.loc["E-02", "site_id"] == "CAM-01 (00002)"
    assert there.loc["CAM-01 (00002)", "depends_on"] == "R1 (00002)"
    assert store.equipment()["equipment_id"].tolist() == ["R1", "R1 (00002)"]
    # They find their own rows again, whichever comes first.
    take(
        store,
        package("00002", other(EAST, "CAM-01", status="broken"), "2026-11-25"),
        package("00001", other(WEST, "CAM-01", status="disposal"), "2026-11-25"),
    )
    there = now(store)
    assert len(there) == 5
    assert there.loc[["CAM-01", "CAM-01 (00002)"], "status"].tolist() == ["disposal", "broken"]


def test_equipment_named_alike_in_all_is_shared_and_differences_are_asked_about(store):
    server = {
        "equipment_id": "R1",
        "kind": "server",
        "name": "Máy chủ",
        "custodian": "Công an tỉnh",
    }
    good, bad = (equipment(server | {"status": s}) for s in ("working", "broken"))
    take(store, package("00001", WEST, shared=good))
    file = package("00002", EAST, shared=bad)
    [arrival] = take(store, file)
    assert arrival.equipment.conflicts["field"].tolist() == ["status"]
    assert store.equipment()["status"].tolist() == ["working"]
    # A commune that no longer hangs on it does not take it from the other.
    take(store, package("00001", WEST.assign(depends_on=""), "2026-11-25", shared=bad.iloc[:0]))
    assert store.equipment()["equipment_id"].tolist() == ["R1"]


def test_a_code_the_province_gave_a_camera_is_kept(store):
    take(store, package("00001", WEST))
    change(store, "CAM-02", "camera_id", "CAM-02", "QT-2")
    take(store, package("00001", other(WEST, "CAM-02", note="mới"), "2026-11-25"))
    take(store, package("00001", other(WEST, "CAM-02", note="mới hơn"), "2026-11-26"))
    assert list(now(store).index) == ["CAM-01", "CAM-03", "QT-2"]
    assert now(store).loc["QT-2", "note"] == "mới hơn"


def test_a_load_is_taken_back_whole(store):
    take(store, package("00001", WEST))
    before = (now(store), store.rounds())
    second = other(WEST, "CAM-01", status="working").drop(index=2)
    take(store, package("00001", second, "2026-11-25"))
    undo(store, undoable(store))
    assert now(store).equals(before[0])
    assert store.rounds().equals(before[1])
    [arrival] = take(store, package("00001", second, "2026-11-25"))
    assert (arrival.age, arrival.cameras.gone) == (Age.NEWER, ("CAM-03",))
    assert arrival.cameras.conflicts.empty


def test_simulated_packages_go_beside_simulated_ones_alone(store):
    take(store, package("00001", WEST, simulated=True), package("00002", EAST, simulated=True))
    assert store.is_simulated()
    assert len(store.cameras()) == 5
    take(store, package("00001", WEST, "2026-11-25"))
    assert not store.is_simulated()
    assert list(now(store).index) == ["CAM-01", "CAM-02", "CAM-03"]
    with pytest.raises(StoreError):
        take(store, package("00002", EAST, simulated=True))


@pytest.mark.parametrize(
    "changes",
    [{"commune_code": "99999"}, {"commune": "Xã Bình Sơn"}, {"day": "2026-11-28"}],
)
def test_what_is_not_of_this_province_or_of_now_is_refused(changes):
    name, data = package("00001", WEST)
    [parcel] = opened((name, data))
    content = replace(
        parcel.content,
        about=replace(parcel.content.about, **changes),
        cameras=parcel.content.cameras.iloc[:0],
        round=parcel.content.round.iloc[:0],
    )
    good = package("00002", EAST)
    parcels, refusals = open_packages(
        [(name, pack_package(content)), good], communes(), today=TODAY
    )
    assert [p.name for p in parcels] == [good[0]]
    assert refusals[0].startswith(name)


def test_figures_of_the_package_before_are_remembered(store):
    take(store, package("00001", WEST))
    [arrival] = look(store, opened(package("00001", WEST.drop(index=2), "2026-11-25")))
    assert (arrival.last.day, arrival.last.who) == ("2026-11-20", "An")
    assert arrival.last.figures["cameras"] == 3
    assert arrival.parcel.content.figures["cameras"] == 2
    assert np.isfinite(list(arrival.last.figures.values())).all()
