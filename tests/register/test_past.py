"""Rows as they were: going back through events gives what going forward had."""

import json

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.register.time_travel import as_they_were

COLUMNS = ["status", "commune_code"]
EVENTS = ["at", "subject_id", "field", "before", "after"]


def moment(hour):
    return pd.Timestamp("2026-11-02", tz="UTC") + pd.Timedelta(hours=hour)


def forward(deeds):
    """Replay deeds `(hours later, id, field, value)` by brute force.

    Return the events a register would note, and after each deed its hour and the rows there.
    """
    rows, events, stages, hour = {}, [], [(-1, {})], 0
    for later, name, field, value in deeds:
        hour += later
        at = moment(hour)
        if field == "" and name in rows:
            events.append((at, name, "", json.dumps(rows.pop(name) | {"note": "x"}), "removed"))
        elif field == "":
            rows[name] = {"status": value, "commune_code": "1"}
            events.append((at, name, "", "", "created"))
        elif name in rows and rows[name][field] != value:
            events.append((at, name, field, rows[name][field], value))
            rows[name] = rows[name] | {field: value}
            events.append((at, name, "note", "", "x"))  # of no interest
        stages.append((hour, {name: dict(row) for name, row in rows.items()}))
    return pd.DataFrame(events, columns=EVENTS), stages


def table(rows):
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS, dtype=object)


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from("ABC"),
        st.sampled_from(["", *COLUMNS]),
        st.sampled_from(["1", "2", ""]),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(deeds=DEEDS, hours=st.lists(st.integers(-1, 80), min_size=1, max_size=8))
def test_backward_is_forward(deeds, hours):
    events, stages = forward(deeds)
    hours = sorted(hours)
    found = as_they_were(table(stages[-1][1]), events, [moment(hour) for hour in hours])
    for hour, rows in zip(hours, found, strict=True):
        [*_before, expected] = [told for when, told in stages if when <= hour]
        assert rows.sort_index().to_dict("index") == dict(sorted(expected.items()))


def test_nothing_that_happened_leaves_the_rows_as_they_are():
    now = table({"A": {"status": "working", "commune_code": "1"}})
    none = pd.DataFrame(columns=EVENTS).assign(at=pd.to_datetime([], utc=True))
    first, second = as_they_were(now, none, [moment(0), moment(1)])
    assert first.equals(now)
    assert second is first


def test_what_came_and_went_without_a_word_was_never_there():
    """So simulated rows: nobody noted what they were when they were removed."""
    events = pd.DataFrame([(moment(1), "S", "", "", "created")], columns=EVENTS)
    found = as_they_were(table({}), events, [moment(0), moment(2)])
    assert [len(rows) for rows in found] == [0, 0]
