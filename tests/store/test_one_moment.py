"""What is read together is of one revision, whoever writes in between."""

from contextlib import contextmanager
from datetime import date

import pandas as pd
import pytest

from gis.__main__ import parser
from gis.analysis.run import analyse
from gis.cli.inputs import analysis_of_options
from gis.demand.weights import WEIGHTS_SETTING
from gis.runtime.reporting import commune_report
from gis.runtime.snapshot import Snapshots
from gis.runtime.store_tables import read_store
from gis.store.archive import removed_rows
from gis.store.editing import history
from gis.store.store import Store
from tests import world

READS = ("revision", "setting", "demand", "cameras", "equipment", "rounds", "is_simulated")


class Writer:
    """Somebody else on the same store: each write gives everything the next number."""

    def __init__(self, url):
        self.store, self.number = Store(url), 0
        self.write()

    def write(self):
        self.number += 1
        told = pd.DataFrame([{"name": WEIGHTS_SETTING, "value": f'{{"school": {self.number}}}'}])
        self.store.save(
            source="other",
            cameras=world.cameras({"name": str(self.number), "xy": (500, 500)}),
            equipment=world.equipment({"name": str(self.number)}),
            demand=world.demand({"shape": "POINT (0 0)", "name": str(self.number)}),
            settings=told,
        )


@contextmanager
def writes_in_between(url):
    """Somebody writes after each single thing that anybody reads of a store of this process."""
    other = Writer(url)
    plain = {name: getattr(Store, name) for name in READS}

    def then_written(name):
        def read(store, *given):
            if store is other.store:
                return plain[name](store, *given)
            answer = plain[name](store, *given)
            other.write()
            return answer

        return read

    with pytest.MonkeyPatch.context() as patch:
        for name in READS:
            patch.setattr(Store, name, then_written(name))
        yield other
    other.store.engine.dispose()


@pytest.fixture
def writer(url):
    with writes_in_between(url) as other:
        yield other


def numbers(tables):
    """Return the numbers that stand in the tables: one, where they are of one revision."""
    return {
        float(tables.weights["weight"]["school"]),
        float(tables.cameras["name"].iloc[0]),
        float(tables.equipment["name"].iloc[0]),
        float(tables.demand["name"].iloc[0]),
        float(tables.revision.rpartition("-")[2]),
    }


def test_a_snapshot_is_of_one_revision(store, writer):
    for _again in range(3):
        before = writer.number
        tables = read_store(store, "", None, read_communes=world.communes)
        assert numbers(tables) == {before}
        assert writer.number > before + 4  # there was somebody who wrote


def test_a_snapshot_bears_the_name_of_the_revision_it_was_read_at(url, writer, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", world.communes)
    snapshots = Snapshots(url)
    taken = snapshots.current()
    assert taken.tables.revision in taken.revision
    [number] = numbers(taken.tables)
    assert f"-{number:.0f}-" in taken.revision
    assert snapshots.find(taken.revision) is taken.map_tables
    snapshots.store.engine.dispose()


def test_a_package_states_the_revision_of_its_places(store, writer):
    analysis = analyse(store.cameras(), store.equipment(), world.communes(), store.demand())
    code = analysis.communes["code"].iloc[0]
    content = commune_report(analysis, store, code, who="An", day=date(2026, 1, 2))
    assert content.demand["name"].tolist() == [content.about.revision.rpartition("-")[2]]


@pytest.mark.usefixtures("inputs")
def test_a_command_analyses_one_revision(tmp_path):
    url = f"sqlite:///{tmp_path / 'commands.sqlite'}"
    with writes_in_between(url):
        communes = str(tmp_path / "communes.gpkg")
        options = parser().parse_args(["analyse", "--store", url, "--communes", communes])
        found = analysis_of_options(options)
    assert set(found.demand["name"]) == set(found.cameras["name"]) == {"1"}


def test_at_one_moment_other_readers_see_that_moment_too(store, url):
    other = Store(url)
    other.save(source="a", cameras=world.cameras({"camera_id": "A"}))
    with store.at_one_moment() as now:
        revision = now.revision()
        other.save(source="b", cameras=world.cameras({"camera_id": "A", "name": "B"}))
        assert now.cameras()["name"].tolist() == [""]
        assert len(history(now, "A")) == 1
        assert removed_rows(now).empty
        assert now.revision() == revision != other.revision()
        assert store.revision() == other.revision()  # the store itself goes on
        now.save(source="c", cameras=world.cameras({"camera_id": "A", "name": "C"}))
        assert now.cameras()["name"].tolist() == [""]
    assert now.cameras()["name"].tolist() == ["C"]  # after it, as any other
    other.engine.dispose()
