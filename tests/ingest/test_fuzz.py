"""Whatever a file holds: it is read with findings, or refused in words; nothing else happens.

`FUZZ_EXAMPLES` in the environment sets how many files are tried.
"""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.core.errors import GisError
from gis.demand.files import read_demand_file
from gis.ingest.headings.aliases import CAMERA_HEADINGS
from gis.ingest.importing import read_import
from tests.ingest.fuzzing import (
    EDITS,
    LAT,
    LON,
    USUAL,
    VALUES,
    edited,
    edited_inside,
    read_or_refused,
    seeds,
)
from tests.registers import HEADINGS, communes


@pytest.mark.parametrize("ending", seeds())
def test_the_sound_file_is_read(ending):
    found = read_import(seeds()[ending], f"a{ending}", communes=communes())
    assert found.rows > 0


@USUAL
@given(st.sampled_from(sorted(seeds())), EDITS)
def test_bytes_changed_anywhere(ending, edits):
    read_or_refused(edited(seeds()[ending], edits), f"a{ending}")


@USUAL
@given(st.sampled_from([".xlsx", ".zip", ".kmz"]), EDITS, st.floats(0, 1))
def test_bytes_changed_inside_an_archive(ending, edits, member):
    read_or_refused(edited_inside(seeds()[ending], edits, member), f"a{ending}")


NAMES = st.sampled_from([*HEADINGS, *sorted(CAMERA_HEADINGS)]) | st.text(max_size=12)
ROWS = st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=8), min_size=1, max_size=4)


@USUAL
@given(ROWS)
def test_any_values_in_a_layer(rows):
    point = {"type": "Point", "coordinates": [LON, LAT]}
    told = [{"type": "Feature", "properties": row, "geometry": point} for row in rows]
    read_or_refused(
        json.dumps({"type": "FeatureCollection", "features": told}).encode(), "a.geojson"
    )


@USUAL
@given(st.lists(NAMES, min_size=2, max_size=8), st.lists(st.lists(VALUES, max_size=9), max_size=4))
def test_any_texts_in_a_table(headings, rows):
    written = [*[headings], *rows]
    lines = [";".join(f'"{str(c).replace(chr(34), "")}"' for c in row) for row in written]
    read_or_refused("\n".join(lines).encode("utf-8", "replace"), "a.csv")


@USUAL
@given(st.sampled_from([".geojson", ".gpkg", ".zip", ".osm", ".pbf", ".csv"]), EDITS)
def test_places_changed_anywhere(ending, edits):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(edited(seeds()[ending], edits))
        try:
            read_demand_file([path], communes())
        except GisError as error:
            assert path.name in str(error)  # noqa: PT017
