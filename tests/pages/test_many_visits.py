"""A long list of visits: its first rows are shown, all of them are counted and reached by it."""

from gis.core.numbers import number
from pages.components.shared.tables import SHOWN_ROWS
from tests.pages.screen import page, texts
from tests.world import cameras

COUNT = SHOWN_ROWS + 20


def test_the_first_visits_are_shown_and_all_are_counted(app, store, two_communes):
    here = {"xy": (100, 100), "kind": "fixed", "status": "working", "commune_code": "00001"}
    rows = [
        {"camera_id": f"C{k:03}", "maintained_on": f"20{10 + k % 10}-01-01", **here}
        for k in range(COUNT)
    ]
    store.save(cameras=cameras(*rows), source="test")
    shown = page(app, "maintenance")
    [table] = [t.value for t in shown.dataframe if "Mã" in t.value]
    assert len(table) == SHOWN_ROWS
    assert table["Mã"].tolist()[:2] == ["C000", "C010"]  # the longest overdue first
    assert f"{number(SHOWN_ROWS)} dòng đầu trong tổng số {number(COUNT)}" in texts(shown)
