"""Taking back and doing again: exact inverses, as often as one likes; the same on every store."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gis.core.clock import today
from gis.core.errors import StoreError
from gis.store import archive
from gis.store.changes import FIELDS, REASON, as_text
from gis.store.editing import StaleEditError, edit, history
from gis.store.store import Store
from gis.store.undoing import redoable, standing, undo, undoable
from tests.world import cameras, demand, equipment

TWO = cameras(
    {"camera_id": "A", "xy": (10, 10), "status": "working", "name": "Chợ", "azimuth_deg": 90.0},
    {"camera_id": "B", "status": "broken", "site_id": "A"},
)


@pytest.fixture
def filled(store):
    store.save(cameras=TWO, source="list.xlsx", who="An")
    return store


def change(store, *rows, **options):
    return edit(store, pd.DataFrame(rows, columns=FIELDS), source="bảng", **options)


def back(store):
    return undo(store, undoable(store))


def again(store):
    return undo(store, redoable(store))


def row(store, name):
    return store.cameras().set_index("camera_id").loc[name]


def content(store):
    """Everything the store holds, as plain values."""
    tables = (store.cameras(), store.equipment(), pd.DataFrame(store.demand()).astype(str))
    plain = [t.astype(object).where(t.notna(), None).to_numpy().tolist() for t in tables]
    return [*plain, store.settings(""), store.is_simulated()]


def test_a_slip_taken_back_leaves_no_trace(filled):
    before = filled.cameras()
    change(filled, ("A", "status", "working", "broken"))
    back(filled)
    assert filled.cameras().equals(before)
    assert row(filled, "A")["repaired_on"] == ""


def test_a_slip_in_many_leaves_no_trace_and_one_done_again_neither(filled):
    before = filled.cameras()
    change(filled, ("A", "status", "working", "suspended"), ("A", "cause", "", "weather"))
    for _time in range(3):
        back(filled)
        assert filled.cameras().equals(before)
        again(filled)
        assert row(filled, "A")[["status", "cause", "repaired_on"]].tolist() == [
            "suspended",
            "weather",
            "",
        ]


def test_a_repair_is_taken_back_with_its_day_and_done_again_with_it(filled):
    change(filled, ("B", "status", "broken", "working"), repaired_on="2026-01-02")
    back(filled)
    assert row(filled, "B")[["status", "repaired_on"]].tolist() == ["broken", ""]
    again(filled)
    assert row(filled, "B")[["status", "repaired_on"]].tolist() == ["working", "2026-01-02"]


def test_undone_and_done_again_as_often_as_one_likes(filled):
    change(filled, ("A", "name", "Chợ", "1"))
    change(filled, ("A", "name", "1", "2"))
    names = []
    for step in (back, back, again, again, back, again, back, back, again):
        step(filled)
        names.append(row(filled, "A")["name"])
    assert names == ["1", "Chợ", "1", "2", "1", "2", "1", "Chợ", "1"]


def test_something_new_ends_doing_again(filled):
    change(filled, ("A", "name", "Chợ", "1"))
    back(filled)
    assert redoable(filled) is not None
    change(filled, ("B", "name", "", "x"))
    assert redoable(filled) is None


def test_nothing_was_taken_back_so_nothing_is_done_again(filled):
    assert redoable(filled) is None


def test_the_first_list_is_taken_back_although_edits_came_and_went(filled):
    change(filled, ("A", "name", "Chợ", "1"))
    back(filled)
    back(filled)
    assert filled.is_empty()
    assert undoable(filled) is None
    again(filled)
    assert len(filled.cameras()) == 2
    again(filled)
    assert row(filled, "A")["name"] == "1"


def test_a_list_whose_rows_changed_since_is_not_taken_back(filled):
    first = undoable(filled)
    change(filled, ("A", "name", "Chợ", "1"))
    with pytest.raises(StaleEditError):
        undo(filled, first)
    assert len(filled.cameras()) == 2


def test_the_same_undoing_twice_at_once_is_refused(filled):
    change(filled, ("A", "name", "Chợ", "1"))
    revision = undoable(filled)
    undo(filled, revision, who="An")
    with pytest.raises(StaleEditError):
        undo(filled, revision, who="Bình")


def test_a_new_code_is_taken_back_and_given_again(filled):
    before = content(filled)
    filled.save(renamed={"A": "Z"}, cameras=TWO[1:].assign(site_id="Z", note="n"), source="b.xlsx")
    after = content(filled)
    assert row(filled, "B")[["site_id", "note"]].tolist() == ["Z", "n"]
    for _time in range(2):
        back(filled)
        assert content(filled) == before
        again(filled)
        assert content(filled) == after
    assert filled.listed().set_index("camera_id").loc["Z", "formerly"] == "A"


def test_a_removed_camera_comes_back_and_goes_again_with_its_reason(filled):
    before = content(filled)
    archive.remove(filled, ["A"], reason="đã thu hồi", source="tay", who="An")
    for _time in range(2):
        back(filled)
        assert content(filled) == before
        again(filled)
        assert filled.cameras()["camera_id"].tolist() == ["B"]
    assert archive.removed(filled)[REASON].tolist() == ["đã thu hồi"]


def test_what_was_simulated_comes_back_simulated(store):
    store.save(cameras=TWO, source="demo", simulated=True)
    back(store)
    assert not store.is_simulated()
    again(store)
    assert store.is_simulated()


def test_the_first_real_list_over_simulated_rows_is_taken_back_alone(store):
    store.save(cameras=cameras({"camera_id": "S"}), source="demo", simulated=True)
    store.save(cameras=TWO, source="list.xlsx", who="An")
    back(store)
    assert store.is_empty()
    assert undoable(store) is None  # what was simulated is gone for good
    again(store)
    assert len(store.cameras()) == 2


def test_simulated_rows_that_went_alone_are_no_write_to_take_back(store):
    store.save(cameras=TWO, source="demo", simulated=True)
    store.remove_simulated()
    assert undoable(store) is None
    with pytest.raises(StoreError, match="mô phỏng"):
        undo(store, 2)


def test_undoing_is_on_record_by_its_kind(filled):
    change(filled, ("A", "name", "Chợ", "1"))
    back(filled)
    again(filled)
    assert history(filled, "A")["source"].tolist() == ["list.xlsx", "bảng", "undo 2", "redo 3"]
    assert standing(filled).origins[4] == 2


@pytest.mark.parametrize("name", ["undo 1", "redo 1"])
def test_a_file_called_so_is_a_write(filled, name):
    filled.save(cameras=TWO[:1].assign(name="x"), source=name)
    assert undoable(filled) == 2
    back(filled)
    assert row(filled, "A")["name"] == "Chợ"


@pytest.mark.parametrize(
    ("answer", "day"),
    [({}, today()), ({"repaired_on": "2026-03-04"}, "2026-03-04"), ({"repaired_on": None}, "")],
)
def test_what_works_again_was_repaired_or_never_had_failed(filled, answer, day):
    change(filled, ("B", "status", "broken", "working"), **answer)
    assert row(filled, "B")[["status", "repaired_on"]].tolist() == ["working", day]


def test_a_mistake_leaves_the_day_of_an_earlier_repair(filled):
    change(filled, ("B", "repaired_on", "", "2025-01-01"))
    change(filled, ("B", "status", "broken", "working"), repaired_on=None)
    assert row(filled, "B")["repaired_on"] == "2025-01-01"


def test_a_repair_on_the_day_of_an_earlier_one_is_dated_so(filled):
    change(filled, ("B", "repaired_on", "", today()))
    change(filled, ("B", "status", "broken", "working"))
    assert row(filled, "B")["repaired_on"] == today()


def test_equipment_has_no_day_of_repair(store):
    store.save(equipment=equipment({"equipment_id": "E", "status": "broken"}), source="a")
    table = pd.DataFrame([("E", "status", "broken", "working")], columns=FIELDS)
    assert edit(store, table, subject="equipment", source="bảng") == 1


_NAMES = ["A", "B", "C"]
_WRITES = st.lists(
    st.one_of(
        st.tuples(
            st.just("status"),
            st.sampled_from(_NAMES),
            st.sampled_from(["working", "broken", "disposal"]),
        ),
        st.tuples(st.just("azimuth_deg"), st.sampled_from(_NAMES), st.sampled_from(["10", "0.5"])),
        st.tuples(st.just("list"), st.sampled_from(_NAMES), st.sampled_from(["", "x"])),
        st.tuples(st.just("remove"), st.sampled_from(_NAMES), st.just("cũ")),
        st.tuples(st.just("rename"), st.sampled_from(_NAMES), st.sampled_from(_NAMES)),
        st.tuples(st.just("set"), st.sampled_from(["p", "q"]), st.integers(0, 2)),
    ),
    min_size=1,
    max_size=7,
)


def _write(store, kind, name, value):
    there = name in store.cameras()["camera_id"].tolist()
    if kind == "set":
        store.set(name, value)
    elif kind == "list":
        more = cameras({"camera_id": name, "note": value, "xy": (5, 5), "status": "working"})
        places = demand({"demand_id": name, "shape": "POINT (1 1)", "name": value})
        store.save(cameras=more, demand=places, source="list")
    elif kind == "rename":
        store.save(renamed={name: value}, source="list")
    elif there and kind == "remove":
        archive.remove(store, [name], reason=value, source="tay")
    elif there:
        before = as_text(row(store, name)[kind])
        if before != value:
            change(store, (name, kind, before, value))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(writes=_WRITES)
def test_any_writes_are_taken_back_one_by_one_and_done_again(tmp_path_factory, writes):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('any') / 'r.sqlite'}")
    contents = [content(store)]
    for write in writes:
        revision = store.revision()
        _write(store, *write)
        if store.revision() != revision:
            contents.append(content(store))
    for expected in contents[-2::-1]:
        back(store)
        assert content(store) == expected
    assert undoable(store) is None
    for expected in contents[1:]:
        again(store)
        assert content(store) == expected
    assert redoable(store) is None
    store.engine.dispose()
