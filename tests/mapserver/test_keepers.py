"""Keepers of cameras are put together by kind, whatever commune they are of."""

import pandas as pd

from gis.mapserver.keepers import keeper_kinds


def test_bodies_of_all_communes_are_one_kind_and_the_most_frequent_comes_first():
    bodies = pd.Series(
        [
            "UBND phường Đồng Hới",
            "Công an xã Gio Linh",
            "công an xã Cam Lộ",
            "Công an xã Thạch Hãn",
            "",
            "Công ty Điện lực",
        ]
    )
    places, names = keeper_kinds(bodies)
    assert names[0] == "Công an xã"
    assert [names[k] if k >= 0 else None for k in places] == [
        "UBND phường",
        "Công an xã",
        "Công an xã",
        "Công an xã",
        None,
        "Công ty Điện lực",
    ]


def test_nobody_keeps_anything():
    for bodies in (pd.Series([], dtype=str), pd.Series(["", ""])):
        places, names = keeper_kinds(bodies)
        assert names == []
        assert places.tolist() == [-1] * len(bodies)


def test_more_kinds_than_a_byte_can_name_are_not_named():
    places, names = keeper_kinds(pd.Series([f"Đơn vị {k}" for k in range(300)]))
    assert len(names) == 250
    assert (places == -1).sum() == 50
