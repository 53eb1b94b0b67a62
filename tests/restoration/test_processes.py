"""Draws made by processes of their own: the same as here, told, stopped, and safe from a kill."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.core.deadline import Deadline, Stopped
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.restoration.robustness import assessment as uncertain
from gis.restoration.robustness import processes
from gis.restoration.robustness.assessment import judge
from gis.restoration.robustness.processes import spread
from tests import world
from tests.restoration.pieces import always_killed, killed_once, slow, squares
from tests.restoration.unsure import PLACES, UNSURE
from tests.system import until

linux = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="signals of Linux")


@pytest.fixture(autouse=True)
def two(monkeypatch):
    monkeypatch.setattr(processes, "spare_processes", lambda: 2)


def quiet():
    return None


def test_every_number_is_answered_once_by_other_processes():
    numbers = list(range(3, 40))
    told = list(spread(squares, (2,), numbers, Deadline(), quiet))
    assert sorted(number for number, _answer in told) == numbers
    assert all(answer[:2] == (number, number**2) for number, answer in told)
    assert os.getpid() not in {answer[2] for _number, answer in told}


@linux
def test_what_a_killed_process_has_not_answered_another_does(tmp_path):
    told = dict(spread(killed_once, (str(tmp_path),), range(30), Deadline(), quiet))
    assert (tmp_path / "killed").exists()
    assert told == {n: n for n in range(30)}


@linux
def test_where_all_are_killed_what_is_missing_is_missing():
    assert list(spread(always_killed, (1,), range(30), Deadline(), quiet)) == []


def test_work_ends_when_nobody_waits_and_at_the_deadline():
    def stop():
        raise Stopped

    start = time.monotonic()
    with pytest.raises(Stopped):
        list(spread(slow, (60,), range(30), Deadline(), stop))
    assert list(spread(slow, (60,), range(30), Deadline(0.5), quiet)) == []
    assert time.monotonic() - start < 30


@linux
def test_processes_end_with_who_asked_even_when_that_is_killed(tmp_path):
    script = (
        "from gis.core.deadline import Deadline\n"
        "from gis.restoration.robustness.processes import spread\n"
        "from tests.restoration.pieces import slow\n"
        "for _n, (_m, pid) in spread(slow, (0.05,), range(9999), Deadline(), lambda: None):\n"
        "    print(pid, flush=True)\n"
    )
    root = Path(__file__).resolve().parents[2]
    asking = subprocess.Popen([sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE)
    child = int(asking.stdout.readline())
    asking.kill()
    asking.wait()
    asking.stdout.close()
    until(lambda: not alive(child), "a process goes on though nobody waits")


def alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def test_draws_are_the_same_whoever_makes_them(monkeypatch):
    made = analyse(
        world.cameras(*UNSURE), world.equipment(), world.communes(), world.demand(*PLACES)
    )
    request = Request(request_money([3e6]))
    planned = make_plan(made, work(made), request)
    monkeypatch.setattr(uncertain, "WORTH_S", np.inf)
    here = judge(made, request, planned, draws=30)
    monkeypatch.setattr(uncertain, "WORTH_S", -1)
    steps = []
    beside = judge(made, request, planned, draws=30, progress=lambda *step: steps.append(step))
    pd.testing.assert_frame_equal(here.repairs, beside.repairs)
    pd.testing.assert_frame_equal(here.surveys, beside.surveys)
    assert here.gains.tolist() == beside.gains.tolist()
    assert {done for done, _all in steps} >= set(range(3, 31))
    assert steps == sorted(steps)

    def broken(*_given):
        yield from ()

    monkeypatch.setattr(uncertain, "spread", broken)
    alone = judge(made, request, planned, draws=30)
    pd.testing.assert_frame_equal(here.surveys, alone.surveys)
