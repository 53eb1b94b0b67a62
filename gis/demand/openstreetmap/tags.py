"""What the tags of OpenStreetMap mean here: which road, which place, how high a building.

Tags as the OpenStreetMap wiki defines them, road classes as mapped in Việt Nam: `ref` tells
QL (quốc lộ), CT (cao tốc), ĐT or TL (đường tỉnh), ĐH (đường huyện of before).
"""

import math
import re
from collections.abc import Mapping

USUAL_STOREY_M = 3.0
# One of these keys has everything that is read.
DEMAND_KEYS = (
    "highway",
    "amenity",
    "healthcare",
    "office",
    "government",
    "railway",
    "public_transport",
    "barrier",
    "entrance",
    "building",
    "water",
)
_PLACES = (
    ("border_gate", "barrier", {"border_control"}),
    ("market", "amenity", {"marketplace"}),
    ("station", "amenity", {"bus_station"}),
    ("station", "railway", {"station", "halt"}),
    ("station", "public_transport", {"station"}),
    ("school", "amenity", {"school", "kindergarten", "college", "university"}),
    ("hospital", "amenity", {"hospital", "clinic"}),
    ("hospital", "healthcare", {"hospital", "clinic", "centre"}),
    ("office", "amenity", {"townhall", "police", "courthouse"}),
    ("office", "office", {"government"}),
)
_BY_REF = (
    ("road_national", re.compile(r"(QL|CT|AH|ĐHCM|HCM)\b|(QL|CT|AH)[.\s-]*\d")),
    ("road_provincial", re.compile(r"(ĐT|DT|TL)[.\s-]*\d")),
    ("road_commune", re.compile(r"(ĐH|DH|HL)[.\s-]*\d")),
)
_BY_CLASS = {
    "motorway": "road_national",
    "trunk": "road_national",
    "primary": "road_provincial",
    "secondary": "road_provincial",
    "tertiary": "road_commune",
    "unclassified": "road_commune",
    "residential": "road_hamlet",
    "living_street": "road_hamlet",
}
ROAD_CATEGORIES = ("road_national", "road_provincial", "road_commune", "road_hamlet")
_GATES = {"gate", "lift_gate", "swing_gate", "sliding_gate", "entrance"}
_METRES = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*+(m|metres?|meters?)?\s*$")


def road(tags: Mapping[str, str]) -> str:
    """Return the class of a road one drives on, "" for what is none."""
    usual = _BY_CLASS.get(tags.get("highway", "").removesuffix("_link"), "")
    if not usual or tags.get("area") == "yes":
        return ""
    ref = tags.get("ref", "").upper()
    return next((named for named, pattern in _BY_REF if pattern.match(ref)), usual)


def place(tags: Mapping[str, str]) -> str:
    """Return the category of a place, "" for what is none."""
    return next((named for named, key, values in _PLACES if tags.get(key) in values), "")


def is_gate(tags: Mapping[str, str]) -> bool:
    """Tell whether a node is a way into a yard or a house."""
    return tags.get("barrier") in _GATES or tags.get("entrance") in {"yes", "main"}


def is_bridge(tags: Mapping[str, str]) -> bool:
    """Tell whether a road runs over a bridge."""
    return tags.get("bridge", "no") != "no"


def is_building(tags: Mapping[str, str]) -> bool:
    """Tell whether an area is the outline of a building that stands."""
    return tags.get("building", "no") not in {"no", "roof", "carport", "ruins", "construction"}


def is_water(tags: Mapping[str, str]) -> bool:
    """Tell whether an area is a river, lake or pond."""
    return tags.get("natural") == "water" and tags.get("water", "no") != "no"


def display_name(tags: Mapping[str, str]) -> str:
    """Return what people call it: the Vietnamese name, the name, or a road's number."""
    return next((tags[key] for key in ("name:vi", "name", "ref") if tags.get(key)), "")


def height_m(tags: Mapping[str, str]) -> float:
    """Return how high a building is: stated, else by its storeys; NaN when not known."""
    for key, unit_m in (("height", 1.0), ("building:levels", USUAL_STOREY_M)):
        if known := _METRES.match(tags.get(key, "")):
            return float(known[1].replace(",", ".")) * unit_m
    return math.nan
