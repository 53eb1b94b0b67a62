"""A camera marked confidential is in no file of any command, unless that is asked for."""

import argparse

import geopandas as gpd
import pytest

from gis.__main__ import parser
from gis.documents.kinds import PROVINCIAL, DocumentKind
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS
from gis.store.store import Store
from tests import world
from tests.leaks import found

CODE = "18880"
# It looks south, the places lie north of it.
HERE = {"lon": 106.62, "lat": 17.47, "commune_code": CODE, "status": "broken"} | {
    "azimuth_deg": 180,
    "hfov_deg": 90,
    "range_m": 5,
}
WORDS = ("SECRET-7", "SECRETPOLE-8", "Villa Kestrel", "Back lane 9")
ROWS = (
    {**HERE, "camera_id": "OPEN-1", "name": "Cổng chợ", "repair_cost_vnd": 2e6},
    {
        **HERE,
        "camera_id": "SECRET-7",
        "name": "Villa Kestrel",
        "address": "Back lane 9",
        "lon": 106.6205,
        "repair_cost_vnd": 3e6,
        "confidentiality": "secret",
        "depends_on": "R1",
        "hq": "H1",
    },
    {
        **HERE,
        "camera_id": "SECRETPOLE-8",
        "name": "Villa Kestrel 2",
        "status": "abandoned",
        "lon": 106.6215,
        "confidentiality": "secret",
    },
    {
        **HERE,
        "camera_id": "SECRET-7-B",
        "name": "Villa Kestrel 3",
        "status": "working",
        "maintained_on": "2020-01-01",
        "confidentiality": "secret",
    },
)
PLAN = ("--budget", "20000000", "--commune", CODE)
PER_COMMUNE = sorted(set(DocumentKind) - PROVINCIAL)

COMMANDS = {
    **{
        f"export {layer} {fmt}": ("export", layer, "--format", fmt)
        for layer in LAYERS
        for fmt in (FORMATS if layer == "cameras" else ("csv",))
    },
    **{f"export plan {fmt}": ("export", "plan", "--format", fmt, *PLAN) for fmt in FORMATS},
    "export map": ("export", "map", "--format", "html"),
    "export map of a commune": ("export", "map", "--format", "html", "--commune", CODE),
    **{f"document {kind}": ("document", kind, *PLAN) for kind in PER_COMMUNE},
    **{f"document {kind}": ("document", kind, "--province") for kind in sorted(PROVINCIAL)},
    "survey workbook": ("survey", CODE),
    "survey form": ("survey", CODE, "--form"),
    "maintenance": ("maintenance",),
    **{f"changes {fmt}": ("changes", "--since", "0", "--format", fmt) for fmt in FORMATS},
    **{f"schedule {fmt}": ("schedule", *PLAN, "--format", fmt) for fmt in ("csv", "xlsx", "ics")},
    **{f"sites {fmt}": ("sites", "--budget", "50000000", "--format", fmt) for fmt in FORMATS},
}
# A copy of the register that cannot leave them out is refused until they are asked for.
COPIES = {
    "package": ("package", "make", "--commune", CODE, "--who", "An"),
    "submissions": ("submissions", "--take", "COPY"),
}


@pytest.fixture
def register(gis):
    store = Store(f"sqlite:///{gis.folder / 'register.sqlite'}")
    units = world.equipment(
        {"equipment_id": "R1", "kind": "recorder", "status": "broken", "repair_cost_vnd": 4e6}
    )
    places = world.demand(*[{"shape": "POINT (0 0)", "weight": 5.0}] * 2)
    near = gpd.points_from_xy([106.6201, 106.6215], [17.4701, 17.4701], crs=places.crs)
    places = places.assign(demand_id=["D1", "D2"]).set_geometry(near)
    store.save(cameras=world.cameras(*ROWS), equipment=units, demand=places, source="test")
    return gis


def written(gis, command, *more):
    """Run a command that writes one file; return what stands in it."""
    folder = gis.folder / "out"
    folder.mkdir(exist_ok=True)
    out = "--ics" if command[0] == "maintenance" else "--out"
    done = gis(*command, out, folder, *more)
    assert done.returncode == 0, done.stderr
    [file] = folder.iterdir()
    content = file.read_bytes()
    file.unlink()
    return content


def test_every_command_that_writes_a_file_is_tried():
    [commands] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    writes = {
        name: {*each._option_string_actions}
        for name, each in commands.choices.items()
        if {"--out", "--ics"} & {*each._option_string_actions}
    }
    assert {*writes} == {line[0] for line in (*COMMANDS.values(), *COPIES.values())}
    assert all("--with-confidential" in options for options in writes.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_it_is_in_no_file_unless_asked_for(register, name):
    assert not found(written(register, COMMANDS[name]), WORDS)


def test_the_command_says_how_many_stay_out(register):
    out = register.folder / "out.csv"
    count = sum(row.get("confidentiality") == "secret" for row in ROWS)
    told = register("export", "cameras", "--format", "csv", "--out", out).stdout
    assert f"{count} camera mang dấu mật" in told
    assert "--with-confidential" in told
    whole = register("export", "cameras", "--format", "csv", "--out", out, "--with-confidential")
    assert "mật" not in whole.stdout
    out = register.folder / "out.gpkg"
    asked = ("export", "all", "--format", "gpkg", "--commune", "18859", "--out", out)
    assert register.json(*asked)["confidential_left_out"] == 0


ASKED = [
    "export cameras csv",
    "export map",
    "schedule ics",
    "schedule xlsx",
    "maintenance",
    "changes csv",
]


@pytest.mark.parametrize(
    "name", [*ASKED, "survey workbook", "sites csv", "survey form", "document inspection"]
)
def test_it_is_in_the_file_when_asked_for_and_the_file_says_so(register, name):
    content = written(register, COMMANDS[name], "--with-confidential")
    assert found(content, WORDS)
    assert found(content, ("(mật)", "secret", "mật", "MẬT"))


def test_a_copy_of_the_register_leaves_only_when_asked_for(register):
    register.json("rounds", "--advance", CODE, "--who", "An", "--why", "test")
    [copy] = register.json("submissions")["submissions"]
    for line in COPIES.values():
        command = [copy["submission_id"] if word == "COPY" else word for word in line]
        refused = register(*command, "--out", register.folder / "no.zip")
        assert refused.returncode == 2
        assert "độ mật" in refused.stderr or "mật" in refused.stderr
        assert not (register.folder / "no.zip").exists()
        assert found(written(register, command, "--with-confidential"), WORDS)
