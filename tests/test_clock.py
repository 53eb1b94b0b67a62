"""One clock: what day it is here, what is stored, and that a test can set it."""

import datetime as dt
import threading
import time

import pytest

from gis.core import clock

# Half past midnight on the second of January in Quảng Trị.
MIDNIGHT = dt.datetime(2026, 1, 1, 17, 30, 5, 999, tzinfo=dt.UTC)


@pytest.fixture
def vietnam(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("vietnam")
def test_the_day_is_that_of_this_place_and_what_is_stored_is_utc():
    with clock.stopped(MIDNIGHT):
        assert clock.today() == "2026-01-02"
        assert clock.now().date() == dt.date(2026, 1, 2)
        assert clock.now().utcoffset() == dt.timedelta(hours=7)
        assert clock.stamp() == "2026-01-01T17:30:05+00:00"


def test_time_stands_still_for_all_threads_and_goes_on_afterwards():
    seen = []
    with clock.stopped(MIDNIGHT):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        with pytest.raises(ZeroDivisionError), clock.stopped(MIDNIGHT + dt.timedelta(1)):
            raise ZeroDivisionError
        assert clock.now() == MIDNIGHT
    assert seen == [MIDNIGHT]
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
