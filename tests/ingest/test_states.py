"""What people write of state, origin and kind: phrases of communes, with their meaning."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.choices import Cause, EquipmentKind, FaultPart, Kind, Origin, Payer, Status
from gis.ingest.choice_terms import read_values
from gis.ingest.headings.headers import name_columns
from gis.ingest.states.state_cells import read_note, read_state

OWN = Path(__file__).parent / "phrases.csv"
PROVINCES = Path(__file__).parent / "phrases_of_provinces.csv"
OFFICES = Path(__file__).parent / "phrases_of_offices.csv"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "cases" / "lists" / "phrases.csv"
CHOICES = {"origin": Origin, "kind": Kind, "payer": Payer, "equipment_kind": EquipmentKind}
OF_STATE = ("status", "fault_part", "cause", "note")


def phrases(file, fields):
    if not file.exists():
        return []
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return [(r["field"], r["phrase"], r["meaning"]) for r in rows if r["field"] in fields]


@pytest.mark.parametrize(
    ("field", "phrase", "meaning"),
    [p for f in (OWN, PROVINCES, OFFICES, SHARED) for p in phrases(f, OF_STATE)],
)
def test_a_phrase_of_state_says_all_its_facts(field, phrase, meaning):
    state = read_note(phrase) if field == "note" else read_state(phrase)
    assert meaning or not state.status
    for fact in filter(None, meaning.split(";")):
        name, _equals, value = fact.partition("=") if "=" in fact else ("status", "=", fact)
        said = getattr(state, name) or (state.noun if field == "fault_part" else "")
        assert said in value.split(" or ")


@pytest.mark.parametrize(
    ("field", "phrase", "meaning"),
    [p for f in (OWN, PROVINCES, OFFICES, SHARED) for p in phrases(f, CHOICES)],
)
def test_a_phrase_of_origin_or_kind_names_its_values(field, phrase, meaning):
    values = read_values(phrase, CHOICES[field])
    expected = meaning.split(";")[0].replace(" (both told)", "")
    if "several" in expected:
        assert len(values) > 1
    else:
        assert list(values) in [one.split(" and ") for one in expected.split(" or ")]


def test_marks_tell_apart_what_letters_do_not():
    assert read_state("hỏng mắt").part == FaultPart.CAMERA
    assert read_state("bị mất").cause == Cause.THEFT
    assert read_state("Đường bê tông gần ngã ba").status == ""
    assert read_state("Camera lap o Gio Linh, canh cong cho").status == ""
    assert read_state("hong do mat dien").part == FaultPart.POWER
    assert read_state("camera chạy tốt").status == Status.WORKING
    assert read_state("camera cháy").status == Status.BROKEN


def test_what_was_before_does_not_count():
    assert read_state("hỏng nhưng đã sửa xong").status == Status.WORKING
    assert read_state("đã sửa nhưng vẫn hỏng").status == Status.BROKEN
    assert read_state("trước đây mất tín hiệu, nay hoạt động tốt").status == Status.WORKING


def test_two_states_in_one_text_are_noticed():
    assert read_state("camera tốt, đầu ghi hỏng").also == Status.WORKING
    assert read_state("không hỏng, hoạt động tốt").also == ""


def test_headings_do_not_become_counts_of_a_status():
    headings = ("Nguồn", "Ghi chú", "Đường truyền", "Đầu ghi", "Tình trạng hư hỏng của camera")
    named = [heading.column for heading in name_columns(headings).headings]
    assert not [column for column in named if column.startswith("count of")]


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    state = read_state(text)
    assert state.status in ("", *Status)
    assert all(set(read_values(text, choices)) <= set(choices) for choices in CHOICES.values())


@given(st.sampled_from([p for _f, p, _m in phrases(OWN, ("status",))]))
def test_case_and_blanks_do_not_matter(phrase):
    assert read_state(f"  {phrase.upper()} ") == read_state(phrase)


def test_a_long_text_takes_no_longer_than_its_length():
    def seconds(text):
        start = time.process_time()
        read_state(text)
        read_values(text, Origin)
        return time.process_time() - start

    assert seconds("không hỏng, " * 100_000) < 0.5
    assert seconds("(" * 1_000_000) < 0.5


def test_a_hundred_thousand_different_notes_are_read_in_a_moment():
    notes = [f"Lắp tại nhà ông Thái số {n}, quan sát ngã tư, đầu ghi hỏng" for n in range(100_000)]
    start = time.process_time()
    states = {read_note(note) for note in notes}
    assert time.process_time() - start < 2
    assert [(state.status, state.part) for state in states] == [("broken", "recorder")]
