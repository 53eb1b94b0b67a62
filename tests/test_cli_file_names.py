"""Files of commands whose ``--out`` is left out, or a folder, are named by the one rule."""

from gis.store.store import Store
from tests import world
from tests.file_names import RULE
from tests.village import CAMERAS, PLACES, UNITS


def test_a_plan_written_into_a_folder_says_how_much(gis, inputs, tmp_path):
    folder = tmp_path / "ra"
    folder.mkdir()
    asked = (*inputs, "--budget", "10000000", "--commune", "00001", "--out", folder)
    gis.json("export", "plan", *asked, "--format", "xlsx")
    gis.json("document", "proposal", *asked)
    names = sorted(path.name for path in folder.iterdir())
    assert all(map(RULE.fullmatch, names)), names
    assert [name.rpartition("_")[0] for name in names] == [
        "phuong-an_west_10-trieu",
        "to-trinh_west_10-trieu",
    ]


def test_without_out_the_file_is_here_and_says_simulated(gis, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store(gis.environment["CAMERA_STORE"])
    store.save(
        cameras=world.cameras(*CAMERAS),
        equipment=world.equipment(*UNITS),
        demand=world.demand(*PLACES),
        source="test",
        simulated=True,
    )
    for command in (
        ("export", "cameras", "--format", "csv"),
        ("survey", "18880"),
        ("survey", "18880", "--form"),
        ("maintenance", "--ics", tmp_path),
    ):
        gis.json(*command)
    names = sorted(path.name for path in tmp_path.iterdir() if "sqlite" not in path.name)
    assert [name.partition("_")[0] for name in names] == [
        "danh-sach-camera",
        "kobo",
        "lich-bao-duong",
        "ra-soat",
    ]
    assert all(RULE.fullmatch(name) and "_mo-phong." in name for name in names), names
