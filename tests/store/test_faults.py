"""Faults that really happen: kill -9, a full disk, a power cut, two writers, a lost database."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pandas as pd
import pytest

from gis.core.errors import StoreError
from gis.core.schema import conform
from gis.store.editing import edit, recent_changes
from gis.store.store import Store
from tests.small_disk import small_disk
from tests.system import empty, throwaway_postgis
from tests.world import cameras

ROOT = Path(__file__).resolve().parents[2]
ROWS = 50_000
KILLS = 20
THREE = cameras({"xy": (10, 10)}, {"xy": (20, 20)}, {"status": "unknown"})


@contextmanager
def importer(url):
    """Run a process that has `ROWS` cameras written whenever a name comes in."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.importer", url, str(ROWS)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout.readline() == "ready\n"
        yield process
        os.killpg(process.pid, signal.SIGKILL)  # whoever writes still, too


def begin(process, name):
    """Have cameras of a name written; return the process that does it, once it has begun."""
    process.stdin.write(f"{name}\n")
    process.stdin.flush()
    said, writer = process.stdout.readline().split()
    assert said == "writing"
    return int(writer)


def end(process):
    """Wait until the process that wrote is gone."""
    process.stdin.write("\n")
    process.stdin.flush()
    assert set(iter(process.stdout.readline, "ended\n")) <= {"written\n"}


def content(url):
    """Return the names of the cameras that were written, and how many have each."""
    query = "SELECT name, count(*) FROM camera WHERE camera_id LIKE 'N%' GROUP BY name"
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query).fetchall()


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all(tmp_path):
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    moment = random.Random(120)
    store = Store(url)
    store.save(cameras=THREE, source="list.xlsx")
    outcomes = []
    with importer(url) as process:
        started = time.monotonic()
        begin(process, "whole")
        assert process.stdout.readline() == "written\n"
        took = time.monotonic() - started
        end(process)
        for kill in range(KILLS):
            before = content(url)
            writer = begin(process, f"kill {kill}")
            time.sleep(moment.uniform(0, took * 1.2))
            os.kill(writer, signal.SIGKILL)
            end(process)
            store.engine.dispose()
            store = Store(url)  # the next start is clean
            whole = content(url) == [(f"kill {kill}", ROWS)]
            assert whole or content(url) == before
            outcomes.append(whole)
    assert not all(outcomes)
    store.save(cameras=cameras({"camera_id": "later"}), source="x")
    store.engine.dispose()


def test_a_power_cut_in_the_middle_of_a_write_leaves_a_file_that_opens(tmp_path):
    folder = tmp_path / "running"
    url = f"sqlite:///{folder / 'register.sqlite'}"
    store = Store(url)
    store.save(cameras=THREE, source="list.xlsx")
    with importer(url) as process:
        begin(process, "cut")
        for cut in range(5):
            time.sleep(0.3)
            copy = tmp_path / f"cut{cut}"
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm"))
            opened = Store(f"sqlite:///{copy / 'register.sqlite'}")
            assert len(opened.cameras()) in (3, 3 + ROWS)
            opened.save(cameras=cameras({"camera_id": "later"}), source="x")
            opened.engine.dispose()
    store.engine.dispose()


def test_a_full_disk_is_told_and_costs_nothing_that_was_there(tmp_path):
    with small_disk(tmp_path, 3):
        store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
        store.save(cameras=THREE, source="list.xlsx")
        many = conform(pd.DataFrame({"camera_id": [f"N{i}" for i in range(ROWS)]}))
        with pytest.raises(StoreError, match="chưa có gì thay đổi"):
            store.save(cameras=many, source="second.xlsx")
        assert store.cameras().equals(THREE)
        store.save(cameras=cameras({"camera_id": "later"}), source="x")  # and goes on
        assert len(store.cameras()) == 4
        store.engine.dispose()


def test_two_writers_at_once_follow_each_other(store, url):
    errors = []

    def write(name):
        own = Store(url)
        try:
            for turn in range(15):
                own.save(cameras=cameras({"camera_id": f"{name}{turn}"}), source=name)
        except StoreError as error:
            errors.append(error)
        finally:
            own.engine.dispose()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(store.cameras()) == 45
    assert len(recent_changes(store)) == 45  # each write is a revision of its own


def test_of_two_edits_of_one_value_the_later_is_refused(store, url):
    store.save(cameras=THREE, source="list.xlsx")
    outcomes = []

    def write(name):
        own = Store(url)
        one = pd.DataFrame(
            [("C0", "name", "", name)], columns=["subject_id", "field", "before", "after"]
        )
        try:
            edit(own, one, source="bảng", who=name)
            outcomes.append(name)
        except StoreError:
            outcomes.append("refused")
        finally:
            own.engine.dispose()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 1
    assert store.cameras()["name"].iloc[0] in set(outcomes) - {"refused"}


@pytest.mark.postgis
def test_a_database_stopped_and_started_is_found_again_without_a_restart():
    with throwaway_postgis() as server:
        store = Store(empty(server.url))
        store.save(cameras=THREE, source="list.xlsx")
        server.stop()
        for ask in (store.cameras, lambda: store.save(cameras=THREE, source="x")):
            with pytest.raises(StoreError, match="hiện không kết nối được"):
                ask()
        server.start()
        assert store.cameras().equals(THREE)
        assert store.save(cameras=cameras({"camera_id": "later"}), source="x") == 1
        store.engine.dispose()
