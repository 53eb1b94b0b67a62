"""The register's list is narrowed by state, funding, list and what is not known, with counts."""

import pytest

from gis.core.language import _
from tests.pages.screen import opened
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    store.save(
        cameras=cameras(
            {
                "camera_id": "A",
                "status": "broken",
                "origin": "state",
                "fault_part": "power",
                "custodian": "Công an xã",
                **HERE,
            },
            {"camera_id": "B", "status": "broken", "azimuth_deg": 90, **HERE},
            {"camera_id": "C", "status": "working", "origin": "state", "commune_code": "18880"},
        ),
        source="nha-nuoc.xlsx",
    )
    later = cameras({"camera_id": "D", "status": "unknown", **HERE})
    store.save(cameras=later, source="xa-hoi-hoa.xlsx")
    return store


def listed(shown):
    tables = [t.value for t in shown.dataframe if "camera_id" in t.value and "status" in t.value]
    return tables[0]["camera_id"].tolist()


def choose(shown, **values):
    for key, chosen in values.items():
        box = shown.multiselect(key=f"register_{key}")
        for value in chosen:
            [option] = [o for o in box.options if o.startswith(value)]
            box.select(option)
        box.run()
        assert not shown.exception
    return listed(shown)


def test_filters_count_and_hold_together(app, filled):
    shown = opened(app, "register")
    assert listed(shown) == ["A", "B", "C", "D"]
    assert shown.multiselect(key="register_status").options == [
        "hoạt động bình thường (1)",
        "hư hỏng (2)",
        "chưa rà soát (1)",
    ]
    assert choose(shown, status=["hư hỏng", "chưa rà soát"]) == ["A", "B", "D"]
    assert choose(shown, source=["nha-nuoc.xlsx"]) == ["A", "B"]
    assert choose(shown, origin=["ngân sách"]) == ["A"]


@pytest.mark.parametrize(
    ("missing", "codes"),
    [
        (["Tọa độ"], ["C"]),
        (["Trạng thái"], ["D"]),
        (["Đơn vị quản lý"], ["B", "C", "D"]),
        (["Bộ phận hỏng"], ["B"]),
        (["Chi phí sửa chữa"], ["A", "B"]),
        (["Tọa độ", "Bộ phận hỏng"], ["B", "C"]),
    ],
)
def test_what_is_not_known_is_found(app, filled, missing, codes):
    assert choose(opened(app, "register"), missing=missing) == codes


def test_a_filter_stays_on_another_page(app, filled):
    shown = opened(app, "register")
    choose(shown, status=["chưa rà soát"])
    shown.switch_page("pages/maintenance.py").run()
    shown.switch_page("pages/register.py").run()
    shown.session_state["register_tabs"] = _("List and edit")
    shown.run()
    assert listed(shown) == ["D"]


def test_columns_are_shown_by_group(app, filled):
    shown = opened(app, "register")
    shown.pills(key="camera_groups").set_value(["Báo giá, sửa chữa"]).run()
    tables = [t.value for t in shown.dataframe if "camera_id" in t.value]
    assert list(tables[0])[:4] == ["camera_id", "called", "repair_cost_vnd", "monthly_cost_vnd"]
