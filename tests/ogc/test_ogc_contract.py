"""The description of the service is sound, and the service does what it says."""

import json
from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import OpenAPIV30SpecValidator, validate
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from starlette.applications import Starlette

from gis.core.language import LANGUAGES, use_language
from gis.export.layers import LAYERS
from gis.export.schema import SCHEMAS
from gis.live.features.openapi import api_document
from gis.live.features.routes import ogc_routes
from gis.mapserver.cameras import MapTables

# What is in the form of a parameter may still be no date, no field and no condition.
load_all_checks()
SAYS_MORE_THAN_FORMS = {"positive_data_acceptance"}
RULES = [
    CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in SAYS_MORE_THAN_FORMS
]

LAYERS_ASKED = ("cameras", "communes", "gap_roads", "equipment")
PATHS = [
    path
    for path in api_document("")["paths"]
    if not path.endswith("/items") or path.split("/")[2] in LAYERS_ASKED
]


@pytest.fixture(scope="module")
def api(full):
    now = MapTables(full)
    app = Starlette(routes=ogc_routes(lambda: now))
    return schemathesis.openapi.from_asgi("/ogc/api", app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize("path", PATHS)
def test_no_breakdown_and_no_breach(api, path, mode):
    """Requests as the description has them, and as it has them not."""

    @settings(
        max_examples=25,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(api[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=RULES)

    with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked for
        ask()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_is_sound(language):
    use_language(language)
    try:
        document = json.loads(json.dumps(api_document("http://localhost/ogc")))
    finally:
        use_language("vi")
    validate(document, cls=OpenAPIV30SpecValidator)


def test_it_names_every_layer_and_field(client):
    paths = client.get("api").json()["paths"]
    for name in LAYERS:
        asked = paths[f"/collections/{name}/items"]["get"]["parameters"]
        assert {one["name"] for one in asked if "name" in one} == set(SCHEMAS[name].names)


def test_no_address_of_an_outside_host_is_asked(client):
    """Addresses of others are names of rules and systems alone, in no link."""
    for path in ("", "collections", "collections/cameras", "collections/cameras/items"):
        links = client.get(path).json()["links"]
        assert all(one["href"].startswith("http://testserver/ogc") for one in links)
