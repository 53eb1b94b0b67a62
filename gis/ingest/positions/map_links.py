"""Addresses of web maps: the position of the place they show.

The middle of the window (``@17.46,106.63,17z``, ``#map=17/…``) is no place: whoever moves the
map moves it.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_ADDRESS = re.compile(r"(?:https?://|geo:|www\.|maps\.app\.goo\.gl/)[^\s<>\"]+", re.IGNORECASE)
_SHORT = re.compile(
    r"(?:https?://)?(?:www\.)?(?:maps\.app\.goo\.gl|goo\.gl|g\.co|g\.page|bit\.ly|tinyurl\.com|"
    r"osm\.org/go|(?:www\.)?openstreetmap\.org/go|binged\.it|zaloapp\.com|t\.ly|s\.id)/",
    re.IGNORECASE,
)
_MAP = re.compile(
    r"geo:|(?:https?://)?(?:[\w-]{1,20}\.){0,3}(?:google\.[a-z.]{2,6}/maps|maps\.google\.|maps\.app\.goo\.gl|"
    r"goo\.gl/maps|openstreetmap\.org|osm\.org|maps\.apple\.com|bing\.com/maps|waze\.com|"
    r"yandex\.[a-z]{2,3}/maps|zalo\.me/loc)",
    re.IGNORECASE,
)
_PIN = re.compile(r"!3d(-?\d{1,3}(?:\.\d{1,17})?)!4d(-?\d{1,3}(?:\.\d{1,17})?)")
_STOP = re.compile(r"!1d(-?\d{1,3}(?:\.\d{1,17})?)!2d(-?\d{1,3}(?:\.\d{1,17})?)")
# The names of the place in the query; what says where the way begins or the window lies is none.
_PLACES = (
    *("q", "query", "destination", "daddr", "coordinate", "loc", "location", "viewpoint"),
    *("cbll", "marker", "latlng", "point", "where1", "sp", "ll"),
)
_HALVES = (
    ("mlat", "mlon"),
    ("lat", "lon"),
    ("lat", "lng"),
    ("lat", "long"),
    ("latitude", "longitude"),
)
_DECIMALS = re.compile(r"(-?\d{1,3}\.\d{1,17})[,_~ ]\s?(-?\d{1,3}\.\d{1,17})")
_DEGREES = re.compile(r"\d\s?[°º˚]")


def link_in(text: str) -> str:
    """Return the first web address in a text, empty when there is none."""
    match = _ADDRESS.search(text)
    return match[0] if match else ""


def is_map(text: str) -> bool:
    """Tell whether a text is the address of a map and nothing else."""
    return _MAP.match(text) is not None and " " not in text


def is_short(link: str) -> bool:
    """Tell whether an address only stands for another: what it shows is known on opening it."""
    return _SHORT.match(link) is not None


def place_in(link: str) -> str:
    """Return the position an address of a map speaks of, as text; empty when it states none."""
    text = unquote(unquote(link)).replace("+", " ")
    if link.lower().startswith("geo:"):
        return _pair(text)
    if pins := _PIN.findall(text):
        return ", ".join(pins[-1])
    parts = urlsplit(link if "//" in link else f"https://{link}")
    query = {key.lower(): values[-1] for key, values in parse_qs(parts.query).items()}
    return _asked_for(query, parts.netloc.lower()) or _on_the_path(text)


def _asked_for(query: dict[str, str], host: str) -> str:
    if "yandex." in host:  # east first, and its ll is the window
        return ", ".join(reversed(_pair(query.get("pt", "")).split(", ")))
    for north, east in _HALVES:
        if north in query and east in query:
            return f"{query[north]}, {query[east]}"
    return next((place for key in _PLACES if (place := _pair(query.get(key, "")))), "")


def _on_the_path(text: str) -> str:
    """Return the place the path ends with, before what describes the window."""
    path = re.split(r"/@|/data=|[?#]", text, maxsplit=1)[0]
    if place := _pair(path.rsplit("/", 1)[-1]):
        return place
    stops = _STOP.findall(text)
    return ", ".join(reversed(stops[-1])) if stops and "/dir/" in path else ""


def _pair(text: str) -> str:
    if match := _DECIMALS.search(text):
        return f"{match[1]}, {match[2]}"
    return text.strip() if len(_DEGREES.findall(text)) == 2 else ""
