"""While rows are written it is told how far the work is, and what breaks it off undoes it."""

import numpy as np
import pandas as pd
import pytest

from gis.cli.inputs import progress_line
from gis.core.schema import conform
from gis.store import database

ROWS = 7


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(database, "_ROWS_AT_ONCE", 3)


def awkward_cameras() -> pd.DataFrame:
    """Rows whose texts and numbers are easily lost on the way."""
    return conform(
        pd.DataFrame(
            {
                "camera_id": [f"C{i}" for i in range(ROWS)],
                "name": ['"', "a,b", "", "x\ny", "\\N", "Chợ 'Cầu'", "NULL"],
                "lat": [17.1, np.nan, 17.0, 16.9, 1 / 3, np.nan, 0.1 + 0.2],
                "lon": [107.1, np.nan, 107.0, 106.9, 2 / 3, np.nan, 1e-7],
                "storage_days": [np.nan, 5, np.nan, 0, np.nan, np.nan, np.nan],
            }
        )
    )


def test_parts_are_told_and_nothing_is_lost(store):
    told: list[float] = []
    cameras = awkward_cameras()
    assert store.save(cameras=cameras, source="test", progress=told.append) == ROWS
    # Parts of 3, 3 and 1 rows of the cameras, then as many of their events; then the end.
    assert told == pytest.approx([3 / 14, 6 / 14, 7 / 14, 10 / 14, 13 / 14, 0.99, 1.0])
    pd.testing.assert_frame_equal(store.cameras(), cameras)
    assert store.save(cameras=cameras, source="test") == 0


def test_what_breaks_the_writing_off_undoes_all_of_it(store):
    class StoppedError(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.5:
            raise StoppedError

    before = store.revision()
    with pytest.raises(StoppedError):
        store.save(cameras=awkward_cameras(), source="test", progress=stop)
    assert store.is_empty()
    assert store.revision() == before


def test_a_terminal_shows_how_far_the_work_is(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell = progress_line("Writing list.csv…")
    tell(0.25)
    tell(1.0)
    assert capsys.readouterr().err == "\rWriting list.csv…  25%\rWriting list.csv… 100%\n"


def test_elsewhere_nothing_is_shown(capsys):
    progress_line("Writing list.csv…")(0.5)
    assert capsys.readouterr().err == ""
