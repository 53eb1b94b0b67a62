"""What docs/ogc-api.md says works: each of its examples is asked for."""

import re

import pytest

from gis.live.features.parameters import DEFAULT_LIMIT, ITEMS, MAX_LIMIT
from tests.system import ROOT

GUIDE = (ROOT / "docs" / "ogc-api.md").read_text("utf-8")
EXAMPLES = re.findall(r'^curl "http://localhost:8501/ogc/([^"]{1,300})"$', GUIDE, re.MULTILINE)


@pytest.mark.parametrize("address", EXAMPLES)
def test_an_example_of_the_guide(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.json()["links"]


def test_the_guide_has_examples_and_every_parameter():
    assert len(EXAMPLES) >= 8
    assert all(f"`{name}`" in GUIDE for name in ITEMS)
    assert f"{DEFAULT_LIMIT:,}".replace(",", ".") in GUIDE
    assert f"{MAX_LIMIT:,}".replace(",", ".") in GUIDE
