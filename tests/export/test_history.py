"""Since when a camera does not work: what was recorded last, not first."""

import pandas as pd

from gis.export.history import broken_since, moment

FIELDS = ["at", "who", "source", "field", "before", "after"]
EVENTS = pd.DataFrame(
    [
        ("2026-01-05T01:00:00+00:00", "An", "list.xlsx", "", "", "created"),
        ("2026-03-01T01:00:00+00:00", "Bình", "survey.xlsx", "status", "working", "suspended"),
        ("2026-05-02T01:00:00+00:00", "Cúc", "page", "status", "suspended", "broken"),
        ("2026-06-03T01:00:00+00:00", "Dũng", "page", "note", "", "x"),
    ],
    columns=FIELDS,
)


def test_the_last_change_of_state_counts():
    told = broken_since(EVENTS, "broken")
    assert moment("2026-05-02T01:00:00+00:00") in told
    assert "Cúc" in told
    assert "page" in told
    for other in ("An", "Bình", "Dũng"):
        assert other not in told


def test_one_that_came_in_broken_is_known_since_then():
    assert "An" in broken_since(EVENTS.head(1), "broken")


def test_one_that_works_has_no_since():
    assert broken_since(EVENTS, "working") == ""
    assert broken_since(EVENTS[EVENTS["field"] == "note"], "broken") == ""
