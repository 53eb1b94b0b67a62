"""Packages of all communes of the simulated province make the province's register again."""

import datetime as dt
import time

import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.core.schema import CAMERA_COLUMNS, ROUND_COLUMNS, conform
from gis.packages.arrivals import look, open_packages
from gis.packages.loading import load_package
from gis.packages.making import about, package_content
from gis.packages.package import pack_package
from gis.simulation.register import Simulation, simulate
from gis.store.changes import as_text
from gis.store.store import Store

TODAY = "2026-11-27"
# Packages of 40 cameras each; in seconds of computing.
MOST_SECONDS = 30


@pytest.fixture(scope="module")
def communes():
    return communes_or_schematic()


@pytest.fixture(scope="module")
def province(communes) -> Simulation:
    return simulate(communes, read_succession(), cameras=40 * len(communes))


def packages(province, cameras, communes, day):
    found = analyse(cameras, province.equipment, communes, province.demand.iloc[:0])
    found = found.of_register(simulated=True)
    rounds = conform(pd.DataFrame(columns=["commune_code"]), ROUND_COLUMNS)
    files = []
    for code in communes["code"]:
        of = about(
            found,
            code,
            rounds=rounds,
            day=dt.date.fromisoformat(day),
            who="Công an xã",
            revision="",
        )
        files.append((f"{code}.zip", pack_package(package_content(found, of, rounds=rounds))))
    return found.cameras, files


def test_the_union_is_the_register_and_edits_are_told_exactly(province, communes, tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'province.sqlite'}")
    analysed, files = packages(province, province.cameras, communes, "2026-11-20")
    begin = time.process_time()
    parcels, refusals = open_packages(files, communes, today=TODAY)
    for parcel in parcels:
        load_package(store, parcel, who="Tỉnh", today=TODAY)
    assert time.process_time() - begin < MOST_SECONDS
    assert refusals == []
    whole = conform(analysed, CAMERA_COLUMNS).sort_values("camera_id").reset_index(drop=True)
    assert store.cameras().equals(whole)
    needed = store.equipment()["equipment_id"]
    assert set(needed) <= set(province.equipment["equipment_id"])
    there = province.equipment[province.equipment["equipment_id"].isin(needed)]
    assert store.equipment().equals(there.sort_values("equipment_id").reset_index(drop=True))
    assert len(store.rounds()) == len(communes)

    edited = province.cameras.copy()
    rows = edited.index[::97]
    edited.loc[rows, "note"] = "đã kiểm tra"
    edited.loc[rows, "status"] = "disposal"
    gone = edited.index[5::501]
    second = edited.drop(index=gone)
    _analysed, files = packages(province, second, communes, "2026-11-25")
    parcels, _refusals = open_packages(files, communes, today=TODAY)
    arrivals = look(store, parcels)
    told = {
        (e.subject_id, e.field): (e.before, e.after)
        for arrival in arrivals
        for e in arrival.cameras.edits.itertuples()
    }
    expected = {
        (edited.at[row, "camera_id"], field): (
            as_text(province.cameras.at[row, field]),
            as_text(edited.at[row, field]),
        )
        for row in rows.difference(gone)
        for field in ("note", "status")
        if province.cameras.at[row, field] != edited.at[row, field]
    }
    assert told == expected
    assert {code for a in arrivals for code in a.cameras.gone} == set(edited.loc[gone, "camera_id"])
    assert not any(a.cameras.new or len(a.cameras.conflicts) for a in arrivals)
    assert not any(len(a.equipment.edits) for a in arrivals)
    store.engine.dispose()
