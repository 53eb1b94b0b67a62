"""``python -m gis publish`` and ``roles``: results beside the register, from a terminal or cron."""

import pytest

from gis.__main__ import main
from gis.store.store import Store
from tests import village, world
from tests.command import Process
from tests.system import empty


@pytest.mark.postgis
def test_publish_writes_the_tables_and_then_only_what_changed(postgis, tmp_path):
    url = empty(postgis)
    store = Store(url)
    store.save(cameras=world.cameras(*village.CAMERAS), source="import")
    told, run = [], Process(tmp_path)
    for note in ("", "đã xem"):
        if note:
            store.save(cameras=world.cameras({"camera_id": "C0", "note": note}), source="import")
        told.append(run.json("publish", "--store", url))
    assert told[0]["written"]["cameras"] == 3
    assert (told[1]["written"], told[1]["removed"]) == ({"cameras": 1}, {})
    assert (told[1]["revision"], told[1]["refreshed"]) == (2, True)
    assert "Phiên bản 2: đã ghi 0 dòng" in run("publish", "--store", url).stdout
    store.engine.dispose()


def test_a_file_has_no_tables_and_says_so(tmp_path, capsys):
    assert main(["publish", "--store", f"sqlite:///{tmp_path / 'register.sqlite'}"]) == 2
    assert "Chỉ kho PostgreSQL" in capsys.readouterr().err


def test_roles_prints_the_script(capsys):
    assert main(["roles"]) == 0
    script = capsys.readouterr().out
    assert "CREATE ROLE gis_reader" in script
    assert "PASSWORD '" not in script.upper()
