"""A file is read in a process of its own: it may run for ever or break down, nobody else does."""

import os
import subprocess
import sys
import time

import pytest

from gis.core import isolation
from gis.core.errors import FileError, GisError
from gis.core.isolation import ProcessLimits
from gis.core.language import use_language
from gis.ingest.sandbox import read_isolated
from gis.ingest.sheets import HeadingsError
from tests.breakdowns import (
    break_down,
    double,
    fail,
    make_tables,
    refuse,
    run_for_ever,
    take_in_steps,
    take_memory,
    told_then_for_ever,
)
from tests.registers import AT_DONG_HOI, HEADINGS, communes, workbook

USUAL = ProcessLimits(60, 800_000_000)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")


@pytest.fixture(autouse=True, params=["started", "forked"])
def _processes(request, monkeypatch):
    """Work apart in processes as the app starts them, and as the other tests have them."""
    monkeypatch.setattr(isolation, "_SPARE", {})
    if request.param == "started":
        monkeypatch.setattr(isolation, "subprocess", subprocess)


def apart(work, *arguments, limits=USUAL, progress=lambda _in_words: None):
    return isolation.run(work, *arguments, name="a.xlsx", limits=limits, progress=progress)


def test_the_answer_of_another_process_in_the_language_of_who_asked():
    told = []
    use_language("en")
    try:
        value, code, process = apart(double, "ab", progress=told.append)
    finally:
        use_language("vi")
    assert (value, code) == ("abab", "en")
    assert process != os.getpid()
    assert set(told) <= {0.0, 0.5}  # from the start on, so that it can be stopped
    assert told[-1] == 0.5


def test_what_it_refuses_is_refused_here():
    with pytest.raises(GisError, match=r"^refused$"):
        apart(refuse)


def test_work_without_end_is_ended():
    with pytest.raises(FileError, match=r"a\.xlsx.*1 giây"):
        apart(run_for_ever, limits=ProcessLimits(1, 800_000_000))


@LINUX
@pytest.mark.parametrize("work", [take_memory, break_down])
def test_work_that_takes_all_memory_or_breaks_down_is_told(work):
    with pytest.raises(FileError, match=r"a\.xlsx.*800 MB"):
        apart(work)


def test_a_fault_of_the_program_is_told_without_a_traceback():
    with pytest.raises(FileError, match=r"a\.xlsx.*KeyError"):
        apart(fail)


def test_who_waits_may_stop_it():
    def stop(_in_words):
        raise InterruptedError

    start = time.monotonic()
    with pytest.raises(InterruptedError):
        apart(told_then_for_ever, progress=stop)
    assert time.monotonic() - start < 30


def test_the_next_file_is_read_after_one_was_stopped():
    for _turn in range(3):
        with pytest.raises(FileError):
            apart(run_for_ever, limits=ProcessLimits(0.2, 800_000_000))
    assert apart(double, 1)[0] == 2


def test_a_register_is_read_as_in_this_process():
    rows = [("C1", "Chợ", "", *AT_DONG_HOI, "hỏng"), ("C2", "Cổng", "", "x", "y", "lạ")]
    told = []
    data = workbook([HEADINGS, *rows])
    found = read_isolated(data, "a.xlsx", communes=communes(), progress=told.append)
    assert (found.rows, found.accepted) == (2, 1)
    assert found.cameras["commune_code"].tolist() == ["18880"]
    assert found.quarantine[0].cells[0].tolist() == ["C2"]
    assert told[-1] == 1
    assert sorted(told) == told


def test_headings_nobody_knows_come_back_to_be_told():
    with pytest.raises(HeadingsError) as caught:
        read_isolated(workbook([("Họ tên", "Tuổi"), ("A", 1)]), "a.xlsx", communes=communes())
    assert [h.text for h in caught.value.sheets[0].headings] == ["Họ tên", "Tuổi"]


@LINUX
def test_the_limit_of_memory_counts_the_program_too():
    """What is taken and what the program itself holds stay below the limit together."""
    taken, before = apart(take_in_steps, 20, limits=ProcessLimits(60, 700_000_000))
    assert taken == 20
    room = 700_000_000 - before
    with pytest.raises(FileError, match=r"a\.xlsx.*700 MB"):
        apart(take_in_steps, room // 1_000_000 + 20, limits=ProcessLimits(60, 700_000_000))


@LINUX
def test_what_libraries_only_set_aside_is_not_counted():
    """Tables made and let go of leave room for what comes then."""
    assert apart(make_tables, limits=ProcessLimits(60, 700_000_000)) == 3_000_000
