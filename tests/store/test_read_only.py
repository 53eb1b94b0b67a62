"""A register without the right to write is read; what would write says why not."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from sqlalchemy import create_engine, make_url, text

from gis.core.errors import StoreError
from gis.store.editing import edit
from gis.store.store import Store
from gis.store.undoing import undo, undoable
from tests import world
from tests.system import ROOT, empty
from tests.village import CAMERAS

# Root without its power over the rights of files.
AS_OTHERS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
# What a person without the right to write finds: how many cameras, and why a change is refused.
LOOK = """
import sys
from gis.core.errors import StoreError
from gis.store.store import Store
store = Store(sys.argv[1])
print(store.is_read_only, len(store.cameras()), store.revision())
try:
    store.set("weights", {"school": 1})
except StoreError as error:
    print(error)
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "store"
    made.mkdir()
    yield made
    made.chmod(0o755)


def filled(file):
    store = Store(f"sqlite:///{file}")
    store.save(source="list", cameras=world.cameras(*CAMERAS))
    return store


def look(file):
    """Look as somebody whom the rights of files bind."""
    if os.name == "nt":
        pytest.skip("rights are set otherwise on Windows")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("setpriv is missing, and root may write everywhere")
    ran = subprocess.run(
        [
            *(AS_OTHERS if os.geteuid() == 0 else ()),
            sys.executable,
            "-c",
            LOOK,
            f"sqlite:///{file}",
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("rights", [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_a_file_or_folder_without_the_right_to_write_is_read(folder, rights):
    file = folder / "register.sqlite"
    store = filled(file)
    revision = store.revision()
    store.engine.dispose()  # its journal is put in
    for_file, for_folder = rights
    file.chmod(for_file)
    folder.chmod(for_folder)
    told, refusal = look(file)
    assert told == f"True {len(CAMERAS)} {revision}"
    assert "chỉ đọc" in refusal


def test_it_is_read_while_its_owner_writes(folder):
    file = folder / "register.sqlite"
    store = filled(file)
    with store.engine.connect():
        assert file.with_name("register.sqlite-wal").stat().st_size > 0
        for other in folder.iterdir():
            other.chmod(0o444)
        folder.chmod(0o555)
        assert look(file)[0] == f"True {len(CAMERAS)} {store.revision()}"
        store.set("weights", {"school": 7.0})
        assert look(file)[0].endswith(store.revision())
    store.engine.dispose()


def test_a_copy_put_in_its_place_is_seen(folder, monkeypatch):
    file = folder / "register.sqlite"
    filled(file).engine.dispose()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    reader = Store(f"sqlite:///{file}")
    first = reader.revision()
    other = filled(folder / "other.sqlite")
    other.set("weights", {"school": 7.0})
    told = other.revision()
    other.engine.dispose()
    (folder / "other.sqlite").replace(file)
    assert reader.revision() == told != first


def test_an_older_register_says_what_to_do(folder, monkeypatch):
    file = folder / "register.sqlite"
    store = filled(file)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    store.engine.dispose()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(StoreError, match="phiên bản khác"):
        Store(f"sqlite:///{file}")


@pytest.mark.postgis
def test_a_role_that_only_reads(postgis):
    url = empty(postgis)
    owner = Store(url)
    owner.save(source="list", cameras=world.cameras(*CAMERAS))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS reader"))
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT USAGE ON SCHEMA public TO reader"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    reader = Store(make_url(url).set(username="reader").render_as_string(hide_password=False))
    try:
        assert reader.is_read_only
        assert not owner.is_read_only
        assert len(reader.cameras()) == len(CAMERAS)
        change = pd.DataFrame(
            [("none", "note", "", "x")],
            columns=["subject_id", "field", "before", "after"],
        )
        with pytest.raises(StoreError, match="chỉ đọc"):
            edit(reader, change, source="test", who="An")
        with pytest.raises(StoreError, match="chỉ đọc"):
            undo(reader, undoable(reader), who="An")
        assert reader.revision() == owner.revision()
    finally:
        reader.engine.dispose()
        owner.engine.dispose()
        with engine.begin() as connection:
            connection.execute(text("DROP OWNED BY reader"))
            connection.execute(text("DROP ROLE reader"))
        engine.dispose()
