"""Every layer as KML and KMZ is valid by the schema of the standard."""

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from gis.export.files import encode, encode_layers
from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS
from tests.export.every_column import PLAN, table_of

SHAPED = [name for name in (*LAYERS, PLAN) if SCHEMAS[name].geometry]


@pytest.fixture(scope="module")
def schema():
    """The schema of OGC 07-147r2 (KML 2.2), which fastkml carries."""
    [home] = importlib.util.find_spec("fastkml").submodule_search_locations
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(Path(home) / "schema" / "ogckml22.xsd", parser))


@pytest.mark.parametrize("register", ["empty", "bare", "full"])
@pytest.mark.parametrize("name", SHAPED)
def test_a_layer_is_valid(registers, schema, register, name):
    content = encode(table_of(registers[register], name), name=name, fmt="kml")
    schema.assertValid(etree.fromstring(content))


@pytest.mark.parametrize("fmt", ["kml", "kmz"])
def test_all_layers_in_one_file_are_valid(registers, schema, fmt):
    tables = {name: table_of(registers["full"], name) for name in SHAPED}
    content = encode_layers(tables, fmt=fmt)
    if fmt == "kmz":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = packed.read("doc.kml")
    schema.assertValid(etree.fromstring(content))


def test_the_schema_refuses_what_is_no_kml(registers, schema):
    content = encode(table_of(registers["full"], "cameras"), name="cameras", fmt="kml")
    assert not schema.validate(etree.fromstring(content.replace(b"Placemark", b"Placemarks")))
