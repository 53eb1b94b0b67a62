"""The tables of results follow the register while the program runs."""

from threading import Event, Thread

import pandas as pd
import pytest
from sqlalchemy import text

from gis.analysis.result import ViewTerms
from gis.core.errors import StoreError
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from gis.runtime.publishing import keep_published, publish
from gis.runtime.snapshot import Snapshots
from gis.scenarios.scenarios import choose, find_scenario, save_scenario
from gis.store.changes import FIELDS
from gis.store.editing import edit
from tests import village, world
from tests.system import empty, running_app, until


@pytest.fixture
def taken(postgis):
    opened = Snapshots(empty(postgis))
    opened.store.save(
        cameras=world.cameras(*village.CAMERAS),
        equipment=world.equipment(*village.UNITS),
        demand=world.demand(*village.PLACES),
        source="import",
    )
    yield opened
    opened.store.engine.dispose()


class Running:
    """The thread, until the block ends."""

    def __init__(self, *arguments, **how):
        self._stop = Event()
        self._thread = Thread(
            target=keep_published, args=(*arguments, self._stop), kwargs={"every_s": 0.1, **how}
        )

    def __enter__(self):
        self._thread.start()
        return self._thread

    def __exit__(self, *_error):
        self._stop.set()
        self._thread.join()


def published(store, query="SELECT status FROM results.cameras WHERE camera_id = 'C0'"):
    with store.engine.connect() as connection:
        if connection.execute(text("SELECT to_regclass('results.cameras')")).scalar() is None:
            return None
        return connection.execute(text(query)).scalar()


@pytest.mark.postgis
def test_the_tables_follow_each_write_also_one_by_sql(taken):
    store = taken.store
    with Running(lambda: taken):
        until(lambda: published(store) == "working", "the tables were not made")
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE camera SET status = 'broken' WHERE camera_id = 'C0'"))
        until(lambda: published(store) == "broken", "the tables did not follow")
        revision = published(store, "SELECT revision FROM results.about")
    assert store.revision().endswith(f"-{revision}")
    broken = "SELECT count(*) FROM results.cameras WHERE status = 'broken'"
    assert published(store, broken) == 3


@pytest.mark.postgis
def test_what_went_wrong_is_told_once_and_does_not_end_it(taken, capsys):
    asked = []

    def opens():
        asked.append(1)
        if len(asked) < 4:
            raise StoreError("the database does not answer")
        return taken

    with Running(opens, after_error_s=0.01):
        until(lambda: published(taken.store) == "working", "the tables were not made")
    assert capsys.readouterr().err.count("the database does not answer") == 1


def test_a_file_ends_it_at_once(tmp_path):
    opened = Snapshots(f"sqlite:///{tmp_path / 'register.sqlite'}")
    with Running(lambda: opened) as thread:
        thread.join(30)
        assert not thread.is_alive()
    opened.store.engine.dispose()


@pytest.mark.postgis
def test_looking_for_a_new_revision_does_not_hold_the_last_one_ready(taken):
    """What pages show must not go for want of room before what they do not."""
    asked = []

    def opens():
        asked.append(1)
        return taken

    with Running(opens):
        until(lambda: published(taken.store) == "working", "the tables were not made")
        other = taken.current(ViewTerms("identify"))
        looks = len(asked)
        until(lambda: len(asked) > looks + 3, "nothing was looked for")
        assert taken._latest()[0] is other


@pytest.mark.postgis
def test_the_running_app_refreshes_the_tables_by_itself(taken, tmp_path):
    url = taken.store.url
    with running_app(url, tmp_path / "log"):
        until(lambda: published(taken.store) == "working", "the tables were not made", seconds=120)
        with taken.store.engine.begin() as connection:
            connection.execute(text("DELETE FROM camera WHERE camera_id = 'C0'"))
        until(lambda: published(taken.store) is None, "the tables did not follow", seconds=120)


@pytest.mark.postgis
def test_kept_plans_are_a_table_without_confidential_cameras(taken):
    store, request = taken.store, Request(request_money([14e6]))
    planner = taken.current().planner
    work = planner.work(request.goal, request.weigh)
    kept = make_plan(planner.analysis, work, request)
    save_scenario(store, "Đợt 1", request, kept)
    choose(store, find_scenario(store, "Đợt 1"))
    codes = set(kept.lines["id"])
    publish(store, taken.current())
    query = "SELECT repair FROM results.kept_plans WHERE plan = 'Đợt 1' AND proposed"
    with store.engine.connect() as connection:
        assert set(connection.scalars(text(query))) == codes
    hidden = next(code for code in codes if code.removeprefix("camera:").startswith("C"))
    edits = [(hidden.removeprefix("camera:"), "confidentiality", "", "secret")]
    edit(store, pd.DataFrame(edits, columns=FIELDS), source="test")
    publish(store, taken.current())
    with store.engine.connect() as connection:
        assert set(connection.scalars(text(query))) == codes - {hidden}
        told = connection.execute(text("SELECT target_label, cost_vnd > 0 FROM results.kept_plans"))
        assert all(label and costs for label, costs in told)
