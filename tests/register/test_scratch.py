"""Copies of what people hand in leave no trace, not even of a program that is killed."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from gis.core import scratch
from gis.core.scratch import scratch_folder, sweep
from gis.store.backup import backup
from gis.store.store import Store
from tests import world
from tests.system import ROOT, until
from tests.village import CAMERAS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="killed otherwise on Windows")


def left(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if "register" not in path.name]


def killed(code: str, place: Path, *, group: bool = False) -> None:
    """Run a program until it says that it is at work in a folder, then kill it."""
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "at work\n"
        assert left(place)
        (os.killpg if group else os.kill)(program.pid, signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL


HOLDS = """
    import time
    from gis.core.scratch import scratch_folder
    with scratch_folder() as folder:
        (folder / "danh-sach.xlsx").write_bytes(b"x" * 1000)
        print("at work", flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("group", [False, True], ids=["itself", "with its children"])
def test_a_killed_program_leaves_nothing(tmp_path, group):
    killed(HOLDS, tmp_path, group=group)
    until(lambda: not left(tmp_path), "the copy stayed")


def test_what_the_cleaner_missed_goes_with_the_next_use(tmp_path):
    killed(
        HOLDS.replace("import time", "import time, shutil; shutil.which = lambda _: None"), tmp_path
    )
    assert left(tmp_path)
    with scratch_folder(tmp_path) as folder:
        assert left(tmp_path) == [folder, folder / ".lock"]
    assert not left(tmp_path)


def test_a_folder_in_use_is_let_be(tmp_path):
    with scratch_folder(tmp_path) as folder:
        sweep(tmp_path)
        (folder / "a").write_text("b")
        with scratch_folder(tmp_path) as other:
            assert folder != other
        assert (folder / "a").read_text() == "b"
    assert not left(tmp_path)


def test_a_folder_whose_lock_is_being_made_is_let_be(tmp_path, monkeypatch):
    hold, swept = scratch._hold, []

    def late(lock):
        """Let another program sweep between the making of the lock and the holding of it."""
        if not swept:
            swept.append(lock.name)
            sweep(tmp_path)
        hold(lock)

    monkeypatch.setattr(scratch, "_hold", late)
    with scratch_folder(tmp_path) as folder:
        assert swept
        assert (folder / ".lock").exists()


def test_without_a_shell_it_is_gone_at_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch.shutil, "which", lambda _name: None)
    with scratch_folder(tmp_path) as folder:
        (folder / "a").write_text("b")
    assert not left(tmp_path)


def test_a_killed_backup_leaves_no_half_copy(tmp_path):
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    Store(url).save(source="list", cameras=world.cameras(*CAMERAS))
    code = f"""
        import time
        from pathlib import Path
        from gis.store import backup
        from gis.store.store import Store
        def wait(*_arguments, **_options):
            print("at work", flush=True)
            time.sleep(60)
        backup._copy = wait
        backup.backup(Store({url!r}), Path({str(tmp_path / "copy.sqlite")!r}))
    """
    killed(code, tmp_path)
    until(lambda: not left(tmp_path), "the copy stayed")
    backup(Store(url), tmp_path / "copy.sqlite")
    assert left(tmp_path) == [tmp_path / "copy.sqlite"]


@pytest.mark.parametrize("name", ["lop.gpkg", "lop.zip"])
def test_a_killed_import_leaves_no_copy_of_the_list(tmp_path, name):
    outer = tmp_path / "inner"
    outer.mkdir()
    code = f"""
        import time
        from gis.ingest.formats import map_layers, readers
        def wait(*_arguments, **_options):
            print("at work", flush=True)
            time.sleep(60)
        map_layers.open_layers = readers.unpack_archive = wait
        data = b"SQLite format 3" + bytes(1000)
        readers.READERS[".gpkg"](data, "a.gpkg") if {name!r} == "lop.gpkg" else (
            readers._read_archive(data, "a.zip"))
    """
    killed(code, outer)
    until(lambda: not left(outer), "the copy stayed")
