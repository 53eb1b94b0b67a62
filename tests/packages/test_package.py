"""What goes into a package comes out of it; what was changed on the way does not."""

import json
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.errors import FileError
from gis.core.language import in_every_language
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ROUND_COLUMNS, conform
from gis.packages import package
from gis.packages.container import MANIFEST_PART, write_parts
from gis.packages.package import Content, checksum, pack_package, unpack_package
from gis.packages.parts import write_values
from tests.packages.registers import CODE, about, contents, places, plan
from tests.world import cameras, equipment


def small(**changes: object) -> Content:
    rows = cameras({"camera_id": "C1", "status": "broken"}, {"camera_id": "C2", "name": "Chợ"})
    given = {
        "about": about(),
        "cameras": rows.assign(commune_code=CODE),
        "equipment": equipment({"equipment_id": "R", "kind": "recorder", "status": "broken"}),
        "round": conform(cameras({}).iloc[:0], ROUND_COLUMNS),
    }
    return Content(**given | changes)


@given(contents())
@settings(max_examples=25, deadline=None)
def test_what_goes_in_comes_out_and_is_the_same_file_again(content):
    data = pack_package(content)
    back = unpack_package(data, "goi.zip")
    assert back.about == content.about
    assert back.cameras.equals(content.cameras)
    assert back.equipment.equals(content.equipment)
    assert back.round.equals(content.round)
    assert (back.plan, back.figures, back.papers) == (
        content.plan,
        content.figures,
        content.papers,
    )
    assert (back.demand is None) == (content.demand is None)
    if content.demand is not None:
        assert back.demand.drop(columns="geometry").equals(content.demand.drop(columns="geometry"))
        assert back.demand.geometry.geom_equals(content.demand.geometry).all()
    assert pack_package(back) == data


def test_the_order_of_rows_does_not_change_the_file():
    content = small()
    turned = replace(content, cameras=content.cameras.iloc[::-1])
    assert pack_package(turned) == pack_package(content)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resealed(parts: dict[str, bytes], **changes: object) -> bytes:
    """Write parts with checksums made anew, as somebody would who knows how."""
    manifest = json.loads(parts[MANIFEST_PART])
    del manifest["sha256"]
    manifest |= changes
    manifest["parts"] = {n: checksum(d) for n, d in parts.items() if n != MANIFEST_PART}
    manifest["sha256"] = checksum(write_values(manifest))
    return write_parts(parts | {MANIFEST_PART: write_values(manifest)})


def refused(data: bytes, *words: str) -> None:
    def message() -> str:
        with pytest.raises(FileError) as error:
            unpack_package(data, "goi.zip")
        return str(error.value)

    vietnamese, english = in_every_language(message)
    assert vietnamese.startswith("goi.zip")
    assert vietnamese != english
    assert all(word in english for word in words), english


@pytest.mark.parametrize("part", ["cameras.csv", "equipment.csv", "round.csv", "figures.json"])
def test_a_part_changed_after_the_export_is_named(part):
    parts = parts_of(pack_package(small()))
    refused(write_parts(parts | {part: parts[part] + b"\r\n"}), part, "changed after the export")


def test_a_changed_manifest_an_added_and_a_missing_part_are_named():
    parts = parts_of(pack_package(small()))
    other_day = parts[MANIFEST_PART].replace(b"2026-11-27", b"2026-11-28")
    refused(
        write_parts(parts | {MANIFEST_PART: other_day}), MANIFEST_PART, "changed after the export"
    )
    refused(write_parts(parts | {"more.csv": b"x"}), "more.csv", "changed after the export")
    refused(write_parts({n: d for n, d in parts.items() if n != "round.csv"}), "round.csv")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"broken", b"smashed"),
        (b"C2", b"C1"),
        (b"C2", b""),
        (CODE.encode(), b"18880"),
        (b"lon", b"lat"),
        (b",unknown", b",unknown,x"),
        (b"Ch\xe1\xbb\xa3", b"\xff"),
        (b"Ch\xe1\xbb\xa3", b"\0"),
        (b"Ch\xe1\xbb\xa3", b"x" * 20_000),
        (b"Ch\xe1\xbb\xa3", b'"'),
    ],
)
def test_rows_are_checked_even_when_the_checksums_fit(old, new):
    parts = parts_of(pack_package(small()))
    rows = parts["cameras.csv"]
    assert old in rows
    refused(resealed(parts | {"cameras.csv": rows.replace(old, new)}), "cameras.csv")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lon", "200"),
        ("lon", "nan"),
        ("repair_cost_vnd", "-1"),
        ("lat", "1e999"),
        ("surveyed_on", "31/02/2026"),
        ("azimuth_deg", "=1+1"),
        ("lon", "106.6"),
    ],
)
def test_no_cell_holds_what_its_column_does_not_allow(column, value):
    parts = parts_of(pack_package(small()))
    names = [c.name for c in CAMERA_COLUMNS]
    cells = {"camera_id": "C9", "commune_code": CODE, column: value}
    row = ",".join(cells.get(name, "") for name in names).encode()
    refused(resealed(parts | {"cameras.csv": parts["cameras.csv"] + row + b"\r\n"}), "row 4")


@pytest.mark.parametrize("note", ["rtsp://10.0.0.1/s", "mk: Abc123", "gọi 0912 345 678"])
def test_no_secret_travels_in_a_package(note):
    rows = small().cameras.assign(note=note)
    refused(pack_package(small(cameras=rows)), "row 2", "note", "phone number")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": "x"}',
        b'{"a":1,"a":2}',
        b"[" * 200_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": true}',
    ],
)
def test_figures_are_finite_numbers_by_name(text):
    refused(resealed(parts_of(pack_package(small())) | {"figures.json": text}), "figures.json")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("request",), 1),
        (("result",), []),
        (("result", "cost_vnd"), "1"),
        (("name",), ["x"]),
        (("request", "commune"), "18880"),
        (("request", "goal"), "win"),
        (("request", "more"), 1),
        (("request", "budgets"), "x"),
        (("result", "gap"), 1e30),
        (("result", "day"), 5),
    ],
)
def test_a_plan_can_be_asked_again_and_is_of_the_commune(path, value):
    values = plan()
    inner = values
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    parts = parts_of(pack_package(small(plan=plan())))
    refused(resealed(parts | {"plan.json": write_values(values)}))


def test_a_plan_without_a_proof_has_no_gap():
    values = plan()
    values["result"]["gap"] = float("nan")
    assert unpack_package(pack_package(small(plan=values)), "goi.zip").plan["result"]["gap"] is None


PARTS = parts_of(pack_package(small(plan=plan(), demand=places())))


@given(st.sampled_from(sorted(PARTS)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_part_damaged_anyhow_is_read_or_refused(part, data):
    """Checksums fit, as somebody could make them fit: nothing but a refusal may come of it."""
    text = PARTS[part]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 30))
    splice = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"null", b"[]", b'"', b",", b"{}"])
    )
    changed = PARTS | {part: text[:start] + splice + text[start + length :]}
    try:
        file = resealed(changed)
    except (ValueError, KeyError, TypeError):  # the manifest itself is no longer one
        file = write_parts(changed)
    with suppress(FileError):
        assert unpack_package(file, "goi.zip").about.commune_code


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.data(), JSON)
@settings(max_examples=150, deadline=None)
def test_a_manifest_of_any_values_is_read_or_refused(data, value):
    manifest = json.loads(PARTS[MANIFEST_PART])
    del manifest["sha256"]
    inner = manifest
    name = data.draw(st.sampled_from(sorted(inner)))
    while isinstance(inner[name], dict) and data.draw(st.booleans()):
        inner, name = inner[name], data.draw(st.sampled_from(sorted(inner[name])))
    inner[name] = value
    manifest["sha256"] = checksum(write_values(manifest))
    with suppress(FileError):
        unpack_package(write_parts(PARTS | {MANIFEST_PART: write_values(manifest)}), "goi.zip")


def test_places_lie_on_the_globe_and_have_ids():
    parts = parts_of(pack_package(small(demand=places())))
    drawn = parts["demand.geojson"]
    for old, new in (
        (b"106.6,", b"1e7,"),
        (b'"b"', b'"a"'),
        (b'"Point"', b'"Polygon"'),
        (b"6.0", b"-6.0"),
        (b'"features"', b'"creatures"'),
    ):
        assert old in drawn
        refused(resealed(parts | {"demand.geojson": drawn.replace(old, new)}), "demand.geojson")


def test_a_newer_form_is_refused_in_words():
    parts = parts_of(pack_package(small()))
    refused(resealed(parts, version=package.PACKAGE_VERSION + 1), "update this program")
    refused(resealed(parts, kind="something else"), "no report package")
    refused(resealed(parts, version="1"), "no report package")


def test_a_package_of_a_program_that_knew_fewer_columns_is_read():
    content = small()
    parts = parts_of(pack_package(content))
    fewer = b"camera_id,commune_code,status\r\nC1,18859,broken\r\nC2,18859,\r\n"
    back = unpack_package(resealed(parts | {"cameras.csv": fewer}), "goi.zip")
    assert back.cameras["status"].tolist() == ["broken", "unknown"]
    assert back.equipment.columns.tolist() == [c.name for c in EQUIPMENT_COLUMNS]


def test_hostile_files_are_refused():
    parts = parts_of(pack_package(small()))
    for data in (b"", b"PK\x03\x04", b"x" * 1000, pack_package(small())[:-30]):
        refused(data, "no report package")
    for name in ("../x.csv", "/x.csv", "a\\b.csv", "papers/../x.pdf", "C:x.csv", ".hidden"):
        refused(write_parts(parts | {name: b"x"}), "no name of a part")
    refused(resealed(parts | {"papers/run.exe": b"x"}), "no name of a part")
    refused(write_parts({f"{i}.csv": b"" for i in range(300)}), "larger than")
    refused(_written(parts.items(), ("x.csv", b"\0" * 60_000_000)), "larger than")
    refused(_written(parts.items(), ("x.csv", b"\0" * 9_000_000)), "larger than")
    refused(_written(parts.items(), ("Round.csv", b"x")), "twice")


def _written(parts, *more: tuple[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*parts, *more):
            archive.writestr(name, data)
    return file.getvalue()


def test_a_package_opened_and_packed_again_is_still_the_same():
    content = small()
    parts = parts_of(pack_package(content))
    back = unpack_package(
        _written(parts.items(), ("__MACOSX/._x", b"?"), (".DS_Store", b"?")), "goi.zip"
    )
    assert pack_package(back) == pack_package(content)
