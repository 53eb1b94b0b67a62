"""Since when a camera does not work: what was recorded last, not first."""

import time

import pandas as pd
import pytest

from gis.core.language import _
from gis.export.history import broken_since, history_table, moment, value_in_words
from gis.vocabulary.labels import column_words

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


def test_the_history_is_told_newest_first_in_the_words_of_the_pages():
    told = history_table(EVENTS)
    headings = [_(text) for text in ("When", "Who", "From", "What", "Before", "After")]
    states = {value: value_in_words("status", value) for value in ("working", "suspended")}
    label, whole, added = column_words()["status"], _("whole row"), _("added")
    assert list(told.columns) == headings
    assert told[headings[1]].tolist() == ["Dũng", "Cúc", "Bình", "An"]
    assert told[headings[2]].tolist() == ["page", "page", "survey.xlsx", "list.xlsx"]
    assert told[headings[3]].tolist()[1:] == [label, label, whole]
    assert told.loc[2, headings[4:]].tolist() == [states["working"], states["suspended"]]
    assert told.loc[3, headings[4:]].tolist() == ["", added]
    assert states["working"] != "working"


def test_a_row_that_goes_is_told_as_removed():
    gone = EVENTS.head(1).assign(after="removed")
    assert history_table(gone).iloc[0, -2:].tolist() == ["", _("removed")]


def test_a_field_nobody_knows_any_more_keeps_its_name_and_text():
    old = EVENTS.tail(1).assign(field="colour", before="", after="red")
    assert history_table(old).iloc[0, -3:].tolist() == ["colour", "", "red"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("status", "", ""),
        ("status", "exploded", "exploded"),
        ("note", "working", "working"),
        ("surveyed_on", "2026-05-02", "02/05/2026"),
        ("surveyed_on", "", ""),
        ("height_m", "4.5", "4,5"),
    ],
)
def test_a_stored_value_in_words(field, text, said):
    assert value_in_words(field, text) == said


def test_a_moment_is_told_in_the_time_of_this_place(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    assert moment("2026-05-02T20:05:00+00:00") == "03/05/2026 03:05"
    monkeypatch.undo()
    time.tzset()


def test_whoever_is_not_known_is_said_to_be_unknown():
    assert _("unknown") in broken_since(EVENTS.head(1).assign(who=""), "abandoned")
    assert broken_since(EVENTS.head(0), "broken") == ""


def test_what_changed_since_beside_the_state_does_not_count():
    later = EVENTS.tail(1).assign(field="surveyed_on", who="Giang")
    told = broken_since(pd.concat([EVENTS, later]), "broken")
    assert "Cúc" in told
    assert "Giang" not in told
