"""Long work beside the pages: how far it is told, kept, stopped, and failing."""

from threading import Event

import pytest

from gis.core.errors import GisError
from gis.core.language import language, use_language
from gis.runtime.jobs import MAX_JOBS, Job, Jobs
from tests.system import until


def ended(job):
    """Return a job once it is at work no more."""
    until(lambda: job.finished, "the work did not end", seconds=10)
    return job


def test_a_job_tells_how_far_it_is_and_keeps_what_it_found():
    begun, go_on = Event(), Event()

    def work(tell):
        tell(1, 4)
        begun.set()
        go_on.wait(5)
        return "found"

    job = Job(work)
    assert begun.wait(5)
    assert (job.done, job.steps, job.finished, job.result()) == (1, 4, False, None)
    go_on.set()
    assert ended(job).result() == "found"


def test_a_stopped_job_ends_at_its_next_step_and_finds_nothing():
    begun, stopped, steps = Event(), Event(), []

    def work(tell):
        for step in range(10_000):
            begun.set()
            tell(step, 10_000)
            steps.append(step)
            stopped.wait(5)

    job = Job(work)
    assert begun.wait(5)
    job.stop()
    stopped.set()
    assert ended(job).result() is None
    assert len(steps) < 10_000


def test_what_the_work_raises_is_raised_where_it_is_asked_for():
    def work(_tell):
        raise GisError("không được")

    job = ended(Job(work))
    with pytest.raises(GisError, match="không được"):
        job.result()


def test_a_job_speaks_the_language_of_who_asked():
    use_language("en")
    try:
        job = Job(lambda _tell: language())
    finally:
        use_language("vi")
    assert ended(job).result() == "en"


def test_one_key_is_worked_out_once_until_it_is_stopped():
    jobs, go_on = Jobs(), Event()
    first = jobs.start("plan", lambda _tell: go_on.wait(5))
    assert jobs.start("plan", lambda _tell: None) is first
    assert jobs.find("plan") is first
    first.stop()
    go_on.set()
    assert jobs.find("plan") is None
    again = jobs.start("plan", lambda _tell: 2)
    assert ended(again).result() == 2


def test_only_so_much_finished_work_is_held():
    jobs = Jobs()
    for number in range(MAX_JOBS + 3):
        ended(jobs.start(number, lambda _tell: "found"))
    assert jobs.find(0) is None
    assert jobs.find(MAX_JOBS + 2).result() == "found"
    assert sum(jobs.find(number) is not None for number in range(MAX_JOBS + 3)) == MAX_JOBS
