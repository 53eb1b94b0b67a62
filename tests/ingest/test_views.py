"""Rows that stand for several cameras: their number, states and money, worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from gis.core.choices import Kind
from gis.core.findings import Severity
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, Heading
from gis.ingest.quantities import (
    MAX_VIEWS,
    STATUSES,
    amounts_for_each,
    expand,
    read_dealt,
    read_views,
)
from gis.ingest.sheets import Sheet

NAN = float("nan")
MONEY = ("repair_cost_vnd", "connection_cost_vnd", "monthly_cost_vnd", "asset_value_vnd")
COUNTS = {"working": f"{COUNT_OF}working", "broken": f"{COUNT_OF}broken"}


def sheet(columns, *rows):
    headings = tuple(Heading(column, column, 1.0) for column in columns)
    return Sheet("Tờ", headings, pd.DataFrame(rows, index=range(3, 3 + len(rows)), dtype=object))


def counts(columns, *cells):
    """Return what is counted of one row, those that are not 0 (or -1: not stated)."""
    table, findings = read_views(sheet(columns, cells))
    row = table.loc[3]
    said = {name: int(row[name]) for name in STATUSES if row[name]}
    said |= {name: int(row[name]) for name in ("on_file", "found") if row[name] >= 0}
    return int(row["views"]), said, [f.severity.value for f in findings]


@pytest.mark.parametrize(
    ("columns", "cells", "views", "said", "severities"),
    [
        (["name"], ["Chợ"], 1, {}, []),
        ([Role.QUANTITY], [3], 3, {}, []),
        ([Role.QUANTITY], [None], 1, {}, []),
        ([Role.QUANTITY], ["x"], 1, {}, []),
        ([Role.QUANTITY], ["nhiều"], 1, {}, ["warning"]),
        ([Role.QUANTITY], [0], 0, {}, ["warning"]),
        ([Role.QUANTITY], [MAX_VIEWS], 500, {}, []),
        ([Role.QUANTITY], [MAX_VIEWS + 1], 1, {}, ["error"]),
        ([Role.QUANTITY, COUNTS["working"], COUNTS["broken"]], [501, 400, 101], 1, {}, ["error"]),
        ([Role.QUANTITY, *COUNTS.values()], [5, 3, 2], 5, {"working": 3, "broken": 2}, []),
        ([Role.QUANTITY, *COUNTS.values()], [4, 3, 2], 5, {"working": 3, "broken": 2}, ["warning"]),
        ([Role.QUANTITY, *COUNTS.values()], [0, 0, 2], 2, {"broken": 2}, ["warning"]),
        (list(COUNTS.values()), [3, 2], 5, {"working": 3, "broken": 2}, []),
        (list(COUNTS.values()), [0, 0], 1, {}, []),
        ([Role.QUANTITY, *COUNTS.values()], [4, None, "x"], 4, {"broken": 4}, []),
        (list(COUNTS.values()), [None, "x"], 1, {"broken": 1}, []),
        ([Role.QUANTITY, COUNTS["working"]], [5, 3], 5, {"working": 3, "broken": 2}, ["notice"]),
        ([Role.QUANTITY, COUNTS["broken"]], [5, 1], 5, {"broken": 1, "working": 4}, ["notice"]),
        ([Role.QUANTITY, COUNTS["broken"]], [5, 5], 5, {"broken": 5}, []),
        ([Role.QUANTITY, COUNTS["broken"]], [5, None], 5, {}, []),
        ([Role.QUANTITY, COUNTS["broken"]], [5, 6], 6, {"broken": 6}, ["warning"]),
        (["status", Role.QUANTITY, COUNTS["broken"]], ["tốt", 5, 1], 5, {"broken": 1}, []),
        (["status"], ["3 tốt, 2 hỏng"], 5, {"working": 3, "broken": 2}, []),
        (["status", COUNTS["broken"]], ["3 tốt, 2 hỏng", 4], 4, {"broken": 4}, []),
        ([Role.ON_FILE, Role.FOUND], [4, 3], 4, {"on_file": 4, "found": 3}, []),
        ([Role.ON_FILE, Role.FOUND], [2, 3], 3, {"on_file": 2, "found": 3}, []),
        ([Role.ON_FILE, Role.FOUND], [0, "x"], 1, {"on_file": 0}, []),
        ([Role.QUANTITY, Role.ON_FILE], [2, 4], 2, {"on_file": 4}, []),
        ([Role.INDEX, Role.QUANTITY], [1, 7], 1, {}, []),
        ([Role.QUANTITY, "repair_cost_vnd"], [2, 5], 2, {}, ["notice"]),
        ([Role.QUANTITY, "repair_cost_vnd"], [1, 5], 1, {}, []),
    ],
)
def test_how_many_cameras_a_row_is(columns, cells, views, said, severities):
    assert counts(columns, *cells) == (views, said, severities)


def test_findings_name_their_row_and_heading():
    columns = [Role.QUANTITY, *COUNTS.values()]
    rows = ([1, 1, 0], [1, 1, 1], [501, 0, 0], [0, 0, 0], ["a", 1, 0])
    _table, findings = read_views(sheet(columns, *rows))
    told = sorted((f.row, f.severity.value, f.column) for f in findings)
    assert told == [
        (4, "warning", Role.QUANTITY),
        (5, "error", Role.QUANTITY),
        (6, "warning", Role.QUANTITY),
        (7, "warning", Role.QUANTITY),
    ]


def test_the_notice_names_the_columns_that_count():
    columns = [Role.QUANTITY, COUNTS["working"], f"{COUNT_OF}degraded"]
    table, [notice] = read_views(sheet(columns, [9, 4, 2]))
    assert table.loc[3, ["working", "degraded", "broken"]].tolist() == [4, 2, 3]
    assert (notice.row, notice.severity) == (0, Severity.NOTICE)
    assert notice.column == ", ".join(columns[1:])


@pytest.mark.parametrize(
    ("cells", "dealt"),
    [
        ((2, None, 1), ("fixed", "fixed", "ptz")),
        ((None, 3, None), ("dome",)),
        ((None, "x", None), ("dome",)),
        (("x", 2, None), ("fixed", "dome", "dome")),
        ((None, None, None), ()),
        ((0, 0, 4), ("ptz",)),
        ((501, 1, None), ("fixed",) * 500 + ("dome",)),
    ],
)
def test_values_counted_under_headings_of_their_own(cells, dealt):
    columns = [f"{COUNT_OF}kind={kind}" for kind in ("fixed", "dome", "ptz")]
    assert read_dealt(sheet(columns, cells), "kind", Kind).loc[3] == dealt


def test_without_such_headings_nothing_is_dealt():
    assert read_dealt(sheet(["name"], ["a"], ["b"]), "kind", Kind).tolist() == [(), ()]


@pytest.mark.parametrize(
    ("heading", "each"),
    [
        ("Kinh phí sửa (đồng/camera)", True),
        ("Đơn giá sửa chữa", True),
        ("Mỗi mắt", True),
        ("Kinh phí sửa chữa camera", False),
        ("Kinh phí (triệu đồng)", False),
    ],
)
def test_amounts_for_each_camera(heading, each):
    given = Sheet("Tờ", (Heading(heading, MONEY[0], 1.0),), pd.DataFrame([[1]], dtype=object))
    assert amounts_for_each(given) == ((MONEY[0],) if each else ())


def row(**given):
    plain = dict.fromkeys(STATUSES, 0) | dict.fromkeys(MONEY, NAN)
    plain |= {
        "camera_id": "C",
        "site_id": "",
        "status": "unknown",
        "presence": "",
        "kind": "",
        "origin": "",
        "fault_part": "nguồn",
        "cause": "sét",
        "azimuth_deg": NAN,
        "hfov_deg": NAN,
        "views": 1,
        "on_file": -1,
        "found": -1,
        "looks": (),
        "for_each": (),
        "place": 0,
        "kinds": (),
        "origins": (),
    }
    return plain | given


def cameras(*rows):
    return expand(pd.DataFrame(rows))


def test_views_have_ids_and_one_site():
    out = cameras(
        row(views=3), row(camera_id="D", views=2), row(camera_id="E", site_id="S", views=2), row()
    )
    assert out["camera_id"].tolist() == ["C", "C-2", "C-3", "D", "D-2", "E", "E-2", "C"]
    assert out["site_id"].tolist() == ["C", "C", "C", "D", "D", "S", "S", ""]
    assert out.index.tolist() == [0, 0, 0, 1, 1, 2, 2, 3]


def test_a_row_of_no_camera_leaves_none():
    assert cameras(row(views=0), row(camera_id="D"))["camera_id"].tolist() == ["D"]
    assert cameras(row(views=0)).empty


def test_states_are_dealt_out_and_the_rest_keeps_the_rows_own():
    out = cameras(row(views=4, working=1, broken=2), row(camera_id="D", working=1, status="broken"))
    assert out["status"].tolist() == ["working", "broken", "broken", "unknown", "working"]
    assert out["cause"].tolist() == ["", "sét", "sét", "sét", ""]
    assert out["fault_part"].tolist() == ["", "nguồn", "nguồn", "nguồn", ""]


def test_money_is_divided_and_a_repair_only_among_what_is_broken():
    cost = dict.fromkeys(MONEY, 12e6)
    out = cameras(row(views=4, working=2, broken=2, **cost))
    np.testing.assert_array_equal(out[MONEY[0]], [NAN, NAN, 6e6, 6e6])
    for name in MONEY[1:]:
        assert out[name].tolist() == [3e6] * 4


def test_money_where_the_row_does_not_tell_which_are_broken():
    whole = cameras(row(views=4, status="broken", **dict.fromkeys(MONEY, 12e6)))
    assert whole[list(MONEY)].to_numpy().tolist() == [[3e6] * 4] * 4
    none_broken = cameras(row(views=2, working=2, repair_cost_vnd=12e6))
    assert none_broken["repair_cost_vnd"].tolist() == [6e6, 6e6]


def test_money_for_each_camera_is_not_divided():
    each = (MONEY[0], MONEY[2])
    cost = dict.fromkeys(MONEY, 12e6)
    out = cameras(
        row(views=3, working=1, broken=2, for_each=each, **cost),
        row(camera_id="D", views=2, **cost),
    )
    np.testing.assert_array_equal(out[MONEY[0]], [NAN, 12e6, 12e6, 6e6, 6e6])
    assert out[MONEY[1]].tolist() == [4e6, 4e6, 4e6, 6e6, 6e6]
    assert out[MONEY[2]].tolist() == [12e6, 12e6, 12e6, 6e6, 6e6]


def test_kinds_and_origins_are_dealt_out_where_the_row_states_none():
    out = cameras(
        row(views=3, kinds=("dome", "ptz"), origins=("state",)),
        row(camera_id="D", views=2, kind="fixed", kinds=("dome", "ptz")),
    )
    assert out["kind"].tolist() == ["dome", "ptz", "", "fixed", "fixed"]
    assert out["origin"].tolist() == ["state", "state", "state", "", ""]


def test_several_directions_are_for_a_view_each_and_one_for_all():
    looks = ((10.0, 60.0), (200.0, NAN))
    out = cameras(
        row(views=3, looks=looks, azimuth_deg=10.0, hfov_deg=90.0),
        row(camera_id="D", views=2, looks=looks[:1], azimuth_deg=5.0, hfov_deg=80.0),
    )
    np.testing.assert_array_equal(out["azimuth_deg"], [10, 200, NAN, 5, 5])
    np.testing.assert_array_equal(out["hfov_deg"], [60, 90, 90, 80, 80])


@pytest.mark.parametrize(
    ("on_file", "found", "said"),
    [
        (3, 1, ["found", "not_found", "not_found"]),
        (1, 3, ["found", "not_on_file", "not_on_file"]),
        (0, 3, ["not_on_file"] * 3),
        (3, 0, ["not_found"] * 3),
        (-1, 3, [""] * 3),
        (3, -1, [""] * 3),
        (2, 2, ["found", "found", "not_found"]),
    ],
)
def test_what_is_on_file_and_what_was_found(on_file, found, said):
    assert cameras(row(views=3, on_file=on_file, found=found))["presence"].tolist() == said
