"""Metadata by ISO 19139: valid by the standard's own schema, and read by another's reader."""

import datetime as dt
import importlib.util
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from owslib.iso import MD_Metadata

from gis.core.clock import stopped
from gis.export.files import encode_layers
from gis.export.layers import every_layer
from tests import world

# OWSLib says at each reading that it will change a name of its own.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning:owslib.iso")
MOMENT = dt.datetime(2026, 11, 28, 9, 30, tzinfo=dt.UTC)
# The schemas of ISO/TS 19139:2007 as the standard publishes them, which pycsw carries.
SCHEMA = "plugins/profiles/apiso/schemas/ogc/iso/19139/20060504/gmd/gmd.xsd"


@pytest.fixture(scope="module")
def schema():
    [home] = importlib.util.find_spec("pycsw").submodule_search_locations
    parser = etree.XMLParser(no_network=True)
    return etree.XMLSchema(etree.parse(Path(home) / SCHEMA, parser))


def metadata(analysis, *, moment=MOMENT, crs=None, **asked):
    with stopped(moment):
        content = encode_layers(every_layer(analysis, **asked), fmt="qgis", crs=crs)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("metadata.xml")


@pytest.mark.parametrize("register", ["empty", "bare", "full"])
@pytest.mark.parametrize("crs", [None, "EPSG:9212", "TM-3 106.75"])
def test_it_is_valid_by_the_schema(registers, schema, register, crs):
    analysis = registers[register].of_register(simulated=True, revision="ab12-3")
    schema.assertValid(etree.fromstring(metadata(analysis, crs=crs)))
    schema.assertValid(etree.fromstring(metadata(registers[register], confidential=True)))


def test_the_schema_refuses_what_lacks_something(registers, schema):
    tree = etree.fromstring(metadata(registers["full"]))
    space = {"gmd": "http://www.isotc211.org/2005/gmd"}
    for name in ("contact", "dateStamp", "identificationInfo"):
        broken = etree.fromstring(etree.tostring(tree))
        broken.remove(broken.find(f"gmd:{name}", space))
        assert not schema.validate(broken), name


def test_another_reader_finds_what_a_catalogue_asks_for(registers):
    analysis = registers["full"].of_register(simulated=True, revision="ab12-3")
    found = MD_Metadata(etree.fromstring(metadata(analysis)))
    assert (found.languagecode, found.charset, found.hierarchy) == ("vie", "utf8", "dataset")
    assert found.datestamp == "2026-11-28"
    assert found.contact[0].organization == "Cơ quan quản lý danh mục camera an ninh tỉnh Quảng Trị"
    assert found.contact[0].role == "pointOfContact"
    [about] = found.identificationinfo
    assert about.title == "Bản đồ camera an ninh tỉnh Quảng Trị – DỮ LIỆU MÔ PHỎNG"
    assert about.edition == "ab12-3"
    assert "DỮ LIỆU MÔ PHỎNG" in about.abstract
    assert about.topiccategory == ["structure", "boundaries"]
    assert about.date[0].type == "creation"
    box = about.extent.boundingBox
    sides = [float(side) for side in (box.minx, box.miny, box.maxx, box.maxy)]
    assert sides == pytest.approx([*world.degrees((0, 0)), *world.degrees((2000, 1000))], abs=1e-5)
    assert about.uselimitation[0] == "DỮ LIỆU MÔ PHỎNG"
    assert security(metadata(analysis)) == ["restricted"]
    assert found.referencesystem.code == "4326"
    assert "ab12-3" in found.dataquality.lineage
    formats = found.distribution
    assert (formats.format, formats.version) == ("GeoPackage", "1.2")


def test_a_real_register_of_official_boundaries_bears_no_mark(registers):
    text = metadata(registers["full"]).decode()
    assert "MÔ PHỎNG" not in text
    assert "sơ đồ" not in text


def security(content):
    return etree.fromstring(content).xpath(
        "//*[local-name() = 'MD_ClassificationCode']/@codeListValue"
    )


def test_with_confidential_cameras_it_says_so(registers):
    content = metadata(registers["full"], confidential=True)
    assert security(content) == ["confidential"]
    assert "MẬT" in MD_Metadata(etree.fromstring(content)).identificationinfo[0].title


def test_one_state_of_the_data_has_one_identifier(registers):
    analysis = registers["full"].of_register(simulated=False, revision="ab12-3")
    first, again = metadata(analysis), metadata(analysis)
    assert first == again
    later = registers["full"].of_register(simulated=False, revision="ab12-4")
    names = {MD_Metadata(etree.fromstring(m)).identifier for m in (first, metadata(later))}
    assert len(names) == 2
