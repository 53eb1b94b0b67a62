"""A repair counts once somebody has accepted it, on its own day or later."""

import pytest

from gis.register.availability import accepted, availability
from tests import world

REPAIRED = {"status": "working", "repaired_on": "2026-03-05"}
SIGNED = {"accepted_by": "An", "accepted_photo": "anh.jpg"}


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-03-04", False), ("2026-03-05", True), ("2026-03-06", True), ("", False)],
)
def test_it_may_be_accepted_on_the_day_it_is_done_and_not_before(day, counts):
    cameras = world.cameras({**REPAIRED, **SIGNED, "accepted_on": day})
    assert accepted(cameras).tolist() == [counts]
    state = availability(cameras, world.equipment())["sight"].iloc[0]
    assert state == ("up" if counts else "unconfirmed")


@pytest.mark.parametrize("missing", ["accepted_by", "accepted_photo"])
def test_a_person_and_a_photo_belong_to_it(missing):
    row = {**REPAIRED, **SIGNED, "accepted_on": "2026-03-05", missing: ""}
    assert accepted(world.cameras(row)).tolist() == [False]


def test_what_was_never_repaired_waits_for_nobody():
    assert accepted(world.cameras({"status": "working"})).tolist() == [True]
