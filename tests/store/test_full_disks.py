"""Where nothing more can be written: words, what was there stays, and nothing half is left."""

import tempfile
from contextlib import suppress

import geopandas as gpd
import numpy as np
import pytest
import shapely
from lxml.etree import SerialisationError

from gis.core.crs import WGS84
from gis.core.errors import FileError, GisError, StoreError
from gis.core.file_errors import writing_copies
from gis.core.scratch import scratch_folder
from gis.export.files import write_file
from gis.runtime.drafts import Drafts, Entry
from gis.store.backup import backup
from gis.store.store import Store
from tests import world
from tests.command import Process
from tests.small_disk import read_only_disk, small_disk
from tests.world import placed

MEGABYTE = 1_000_000


def houses(count):
    """Buildings no packing makes small."""
    places = np.random.default_rng(7).uniform(0, 50_000, (2, count))
    table = {"building_id": [f"w{i}" for i in range(count)], "height_m": np.nan}
    shapes = placed(shapely.box(*places, *(places + 9.5)))
    return gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)


@pytest.fixture
def disk(tmp_path):
    """A folder that is a disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, 3):
        yield folder


def test_buildings_that_do_not_fit_leave_those_of_before(disk):
    store = Store(f"sqlite:///{disk / 'register.sqlite'}")
    store.save(buildings=houses(10), source="x")
    revision = store.revision()
    with pytest.raises(StoreError, match="Ổ đĩa chứa cơ sở dữ liệu đã đầy; chưa có gì thay đổi"):
        store.save(
            buildings=houses(150_000), demand=world.demand({"shape": "POINT (5 5)"}), source="y"
        )
    assert store.revision() == revision
    assert len(store.buildings()) == 10
    assert store.demand().empty
    store.save(buildings=houses(20), source="z")  # and goes on
    assert len(store.buildings()) == 20
    store.engine.dispose()


def test_an_export_that_does_not_fit_leaves_the_file_of_before(disk):
    write_file(disk / "camera.gpkg", b"before")
    with pytest.raises(FileError, match="ổ đĩa đã đầy"):
        write_file(disk / "camera.gpkg", bytes(4 * MEGABYTE))
    assert [(f.name, f.read_bytes()) for f in disk.iterdir()] == [("camera.gpkg", b"before")]


def test_a_backup_that_does_not_fit_leaves_nothing(disk, tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    store.save(buildings=houses(150_000), source="x")
    with pytest.raises(GisError, match="đầy"):
        backup(store, disk / "sao-luu.sqlite")
    assert list(disk.iterdir()) == []
    store.engine.dispose()


def test_a_draft_that_does_not_fit_leaves_nothing_half(disk):
    drafts = Drafts(disk / "chua-luu")
    with suppress(OSError):
        (disk / "full").write_bytes(bytes(4 * MEGABYTE))
    with pytest.raises(GisError):
        drafts.keep({"camera": {("C0", "name"): Entry("x" * 9000, {})}})
    assert not (disk / "chua-luu").exists() or list((disk / "chua-luu").iterdir()) == []


def test_a_folder_nobody_may_write(tmp_path):
    with read_only_disk(tmp_path) as seal:
        (tmp_path / "camera.csv").write_bytes(b"before")
        seal()
        with pytest.raises(FileError, match="không có quyền ghi"):
            write_file(tmp_path / "camera.csv", b"after")
        assert (tmp_path / "camera.csv").read_bytes() == b"before"
        with pytest.raises(StoreError, match="mã tra cứu"):
            Store(f"sqlite:///{tmp_path}/folder/register.sqlite")
        with pytest.raises(StoreError, match="mã tra cứu"):
            Store(f"sqlite:///{tmp_path}/register.sqlite")
        assert [f.name for f in tmp_path.iterdir()] == ["camera.csv"]


def test_the_folder_for_copies_is_full(disk, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    with pytest.raises(FileError, match="đầy"), scratch_folder() as folder:
        (folder / "upload").write_bytes(bytes(4 * MEGABYTE))
    assert list(disk.iterdir()) == []


def test_a_command_whose_folder_for_copies_is_full(disk, tmp_path):
    houses(30_000).to_file(tmp_path / "nha.gpkg")
    command = Process(tmp_path)
    command.environment["TMPDIR"] = str(disk)
    done = command("demand", tmp_path / "nha.gpkg")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{disk}: không ghi được tệp (ổ đĩa đã đầy)")
    assert len(done.stderr.splitlines()) == 1
    assert list(disk.iterdir()) == []


def test_a_workbook_whose_folder_for_copies_is_full():
    """As openpyxl ends, through lxml, where the file of a sheet cannot grow."""
    with pytest.raises(FileError, match="ổ đĩa đã đầy"), writing_copies():
        raise SerialisationError("IO_ENOSPC")


def test_rows_to_correct_that_cannot_be_written_stop_the_import_before_it_begins(gis, tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    with read_only_disk(folder) as seal:
        (folder / "dia-diem.csv").write_text(
            "Tên;Loại;lon;lat\nChợ Đông Hà;chợ;107,1;16,82\nTrường;trường học;sai;16,8\n", "utf-8"
        )
        seal()
        done = gis("demand", folder / "dia-diem.csv")
        assert done.returncode == 2
        assert "không có quyền ghi" in done.stderr
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    assert store.demand().empty
    store.engine.dispose()
