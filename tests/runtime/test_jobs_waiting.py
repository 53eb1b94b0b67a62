"""Work that waits for its turn: nothing of it is counted yet, and none of it is let go."""

from threading import Event

from gis.runtime.jobs import MAX_JOBS, Job, Jobs


def test_work_that_waits_or_is_done_is_kept_under_keys_of_any_kind():
    go_on, jobs = Event(), Jobs()
    keys = [(k, "a") if k % 2 else str(k) for k in range(MAX_JOBS + 6)]
    held = [jobs.start(key, lambda _tell: go_on.wait(20)) for key in keys]
    try:
        assert [jobs.find(key) for key in keys] == held
    finally:
        go_on.set()
    for job in held:
        job.wait(20)
    last = jobs.start("last", lambda _tell: 1)
    last.wait(20)
    assert jobs.find("last") is last
    assert sum(jobs.find(key) is not None for key in keys) == MAX_JOBS - 1


def test_what_waits_for_its_turn_has_done_nothing_of_nothing():
    begun, go_on = Event(), Event()
    first = Job(lambda _tell: begun.set() or go_on.wait(20))
    assert begun.wait(20)
    second = Job(lambda tell: tell(1, 2))
    try:
        assert (second.done, second.steps, second.finished) == (0, 0, False)
    finally:
        go_on.set()
    first.wait(20)
    second.wait(20)
    assert (second.done, second.steps) == (1, 2)
