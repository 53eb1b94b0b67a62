"""What must hold before a step of the duty chain: counted by hand."""

import pandas as pd
import pytest

from gis.core.choices import RoundState
from gis.core.language import use_language
from gis.survey.checks import Facts, check_step, count_lacks
from tests.world import cameras, equipment

TODAY = "2026-11-24"
WHOLE = {
    "cameras": 3,
    "surveyed": 3,
    "not_located": 0,
    "unknown": 0,
    "missing": 0,
    "states": 3,
    "no_cause": 0,
    "waiting": 0,
    "unlisted": 0,
    "future": 0,
}
NONE_DOWN = {
    "not_working": 0,
    "planned": 0,
    "later": 0,
    "survey": 0,
    "disposal": 0,
    "unlisted": 0,
    "unconfirmed": 0,
    "seeing": 3,
}
TWO_DOWN = NONE_DOWN | {"not_working": 2, "planned": 1, "later": 1, "seeing": 1}


def facts(outcomes=NONE_DOWN, plan="", lacks=None, **other):
    return Facts(counts=WHOLE | (lacks or {}), outcomes=outcomes, sentence="", plan=plan, **other)


def failing(known, step=RoundState.DRAFTED, who="An"):
    table = check_step(known, step=step, who=who)
    assert table["holds"].is_monotonic_increasing  # what fails stands first
    assert (table["advice"] == "").equals(table["holds"])
    return table.loc[~table["holds"]].set_index("check")["hard"].to_dict()


@pytest.fixture(params=["vi", "en"], autouse=True)
def _language(request):
    use_language(request.param)
    yield
    use_language("vi")


def test_where_all_is_there_nothing_is_asked():
    assert failing(facts()) == {}
    assert failing(facts(TWO_DOWN, plan="200 triệu")) == {}


@pytest.mark.parametrize(
    "name", ["not_located", "unknown", "missing", "no_cause", "waiting", "unlisted"]
)
def test_what_a_camera_lacks_may_be_passed_with_a_reason(name):
    assert failing(facts(lacks={name: 1})) == {name: False}
    table = check_step(facts(lacks={name: 1}), step=RoundState.DRAFTED, who="An")
    assert "1" in table["found"].iloc[0]


def test_a_share_is_surveyed():
    assert failing(facts(lacks={"surveyed": 2})) == {"surveyed": False}
    table = check_step(facts(lacks={"surveyed": 2}), step=RoundState.DRAFTED, who="An")
    assert "67" in table["found"].iloc[0]


def test_a_commune_without_cameras_says_why():
    none = dict.fromkeys(WHOLE, 0)
    assert failing(facts(dict.fromkeys(NONE_DOWN, 0), lacks=none)) == {"cameras": False}


@pytest.mark.parametrize(
    ("lacks", "outcomes"),
    [
        ({"states": 2}, NONE_DOWN),
        ({"cameras": 4, "surveyed": 4, "states": 4}, NONE_DOWN),
        ({}, NONE_DOWN | {"not_working": 1, "seeing": 2}),
    ],
)
def test_numbers_that_do_not_add_up_refuse_the_step(lacks, outcomes):
    assert failing(facts(outcomes, lacks=lacks)) == {"sums": True}


def test_work_of_tomorrow_refuses_the_step():
    assert failing(facts(lacks={"future": 1})) == {"future": True}


def test_what_can_be_repaired_needs_a_plan_that_can_be_made():
    assert failing(facts(TWO_DOWN)) == {"plan": False}
    assert failing(facts(TWO_DOWN, plan="A", plan_wrong="no repair R")) == {"plan": False}
    assert failing(facts(TWO_DOWN, plan="A", plan_differing=2)) == {"plan_current": False}
    no_money = NONE_DOWN | {"not_working": 1, "disposal": 1, "seeing": 2}
    assert failing(facts(no_money)) == {}


def test_simulated_and_doubled_cameras_are_told():
    assert failing(facts(simulated=True, doubles=2)) == {"real": False, "doubles": False}


def test_the_chair_is_told_of_changes_and_of_approving_what_he_drafted():
    known = facts(changed=2, drafted_by="An")
    assert failing(known) == {}  # nothing was submitted before the first step
    assert failing(known, RoundState.APPROVED) == {"unchanged": False, "second_person": False}
    assert failing(known, RoundState.APPROVED, who="Bình") == {"unchanged": False}
    assert failing(known, RoundState.REPORTED) == {"unchanged": False}


def test_what_cameras_lack_is_counted():
    table = cameras(
        {"camera_id": "A", "status": "broken", "cause": "wear", "depends_on": "R1"},
        {"camera_id": "B", "status": "suspended", "depends_on": "R1;R9", "surveyed_on": TODAY},
        {
            "camera_id": "C",
            "status": "working",
            "depends_on": "R8;R9",
            "surveyed_on": "2026-11-25",
            "maintained_on": "2027-01-01",
        },
        {"camera_id": "D", "status": "unknown"},
    )
    waiting = pd.Series([False, False, True, False], table.index)
    found = count_lacks(table, equipment({"equipment_id": "R1"}), waiting, today=TODAY)
    assert found == {"states": 4, "no_cause": 1, "waiting": 1, "unlisted": 2, "future": 1}
    empty = count_lacks(table.iloc[:0], equipment(), waiting.iloc[:0], today=TODAY)
    assert set(empty.values()) == {0}
