"""The name of a file says what its figures rest on: revision, terms, boundaries, simulated."""

import datetime as dt

import pytest

from gis.analysis.result import Provenance, ViewTerms
from gis.core.language import use_language
from gis.coverage.levels import DENSITY_PX_PER_M, LIGHTS
from gis.export.file_names import file_name
from tests.file_names import RULE

DAY = dt.date(2026, 11, 27)
SNAPSHOT = "0f1e2d3c4b5a-ab12cd34-128-18f2a-none-none-observe-day-all"


def named(basis):
    return file_name("cameras", "Gio Linh", "geojson", day=DAY, basis=basis)


@pytest.mark.parametrize(
    ("basis", "more"),
    [
        (Provenance(), ""),
        (Provenance(revision="ab12cd34-128"), "_pb128"),
        (Provenance(revision=SNAPSHOT), "_pb128"),
        (Provenance(revision="0f1e2d3c4b5a-12345678-9-1-none-none-observe-day-all"), "_pb9"),
        (Provenance(simulated=True, revision="ab12cd34-7"), "_pb7_mo-phong"),
        (Provenance(boundaries="schematic"), "_ranh-gioi-so-do"),
        (Provenance(terms=ViewTerms("recognise")), "_nhan-biet-khuon-mat"),
        (
            Provenance(True, "schematic", ViewTerms("inspect", "lit", True), "ab12cd34-7"),
            "_pb7_soi-chi-tiet_ban-dem-co-den_hinh-truc-tiep_ranh-gioi-so-do_mo-phong",
        ),
        (Provenance(terms=ViewTerms(light="night")), "_ban-dem"),
    ],
)
def test_what_is_not_as_usual_is_in_the_name(basis, more):
    assert named(basis) == f"danh-sach-camera_gio-linh_2026-11-27{more}.geojson"


def test_the_name_is_vietnamese_in_every_language():
    basis = Provenance(terms=ViewTerms("recognise", "night"))
    vietnamese = named(basis)
    use_language("en")
    assert named(basis) == vietnamese
    use_language("vi")


def test_every_term_keeps_the_rule_and_names_stay_short():
    longest = max(DENSITY_PX_PER_M, key=len)
    for level in DENSITY_PX_PER_M:
        for light in LIGHTS:
            basis = Provenance(True, "schematic", ViewTerms(level, light, True), SNAPSHOT)
            assert RULE.fullmatch(named(basis))
            assert len(named(basis)) < 160, longest
