"""Every word of the map, for the page that holds it and for the file it is exported to."""

from typing import Any

from gis.core.choices import (
    Availability,
    Cause,
    Confidentiality,
    Coverage,
    FaultPart,
    Origin,
    Status,
)
from gis.core.crs import fitted_plane
from gis.core.language import _
from gis.ingest.positions.coordinates import VN2000_PLANES
from gis.vocabulary.words import words

# Around the province, its special zone and the sea between: west, south, east, north.
FITTED = (105.4, 16.2, 107.6, 18.3)


def map_choices() -> dict[str, list[str]]:
    """Return the stored values of what cameras are filtered by, in the order of their numbers."""
    kinds = {"sight": Availability, "status": Status, "origin": Origin}
    return {kind: [str(value) for value in of] for kind, of in kinds.items()}


def map_planes() -> list[dict[str, Any]]:
    """Return how the map works out VN-2000 coordinates, see `crs.fitted_plane`."""
    return [fitted_plane(crs, FITTED) | {"name": _plane_name(crs)} for crs in VN2000_PLANES]


def _plane_name(crs: str) -> str:
    meridian = {"EPSG:9211": "106°00′", "EPSG:9212": "106°15′"}[crs]
    return f"VN-2000 {meridian}"


def map_texts() -> dict[str, Any]:
    """Return the words of the map in the current language, by where they stand."""
    parts = (
        *(_words_of_symbols, _words_of_cards, _words_of_choices, _words_of_colours),
        *(_words_of_tools, _words_of_views, _words_of_print),
    )
    return {name: text for part in parts for name, text in part().items()}


def _words_of_symbols() -> dict[str, Any]:
    return {
        "map": _("Map of the cameras"),
        "failed": _("The map could not be loaded. Load the page again."),
        "legends": {
            "installed": _("Cameras as installed"),
            "working": _("Cameras today"),
            "after": _("Cameras after the plan"),
        },
        "sights": [*words(Availability).values(), _("Restored or connected by the plan")],
        "stage": _("Stage"),
        "stages": {
            "installed": _("As installed"),
            "working": _("Today"),
            "after": _("After the plan"),
        },
        "views": _("Footprints"),
        "detail": _("faces identified"),
        "reachable": _("PTZ could turn to"),
        "background": _("Background map"),
        "no_background": _("No background map"),
        "hint_rings": _("Ring: number of cameras of a commune, divided by colour"),
        "hint_symbols": _("Each symbol is a camera; zoom in to see its footprint"),
        "hint_footprints": _("Fan: what the camera sees; hatched disc: direction not known"),
        "hidden": _("{count} cameras hidden", count="{count}"),
        "show_all": _("Show all"),
        "simulated": _("Simulated data"),
        "schematic": _("Schematic boundaries, not for delimitation"),
        "troubles": {
            "drawing": _("Part of the map could not be drawn. Load the page again."),
            "unreadable": _("Part of the map cannot be read; it is being asked for again."),
            "missing": _("Part of the map did not arrive; it is being asked for again."),
            "answer": _("No answer came. Please try again."),
            "program": _("The program has been renewed. Load the page again."),
            "past": _("The register has changed; this plan is of the register before."),
            "changed": _("The register has changed; the map is being brought up to date."),
        },
        "hoang_sa": _("Hoàng Sa Islands\n(Viet Nam)"),
        "truong_sa": _("Trường Sa Islands\n(Viet Nam)"),
    }


def _words_of_cards() -> dict[str, str]:
    return {
        "shared": _("Shared equipment (position on the map is schematic)"),
        "link": _(
            "{name}: {state}, {count} cameras", name="{name}", state="{state}", count="{count}"
        ),
        "link_more": _("{count} more pieces of equipment", count="{count}"),
        "state": _("State"),
        "needing": _("Cameras that need it"),
        "earlier": _("The one before it at this spot"),
        "later": _("The next one at this spot"),
        "one_of": _(
            "{place} of {count} at this spot: {title}",
            place="{place}",
            count="{count}",
            title="{title}",
        ),
        "also_here": _("{count} more lie here", count="{count}"),
        "overview": _("Open the overview"),
    }


def _words_of_choices() -> dict[str, Any]:
    return {
        "filters": _("Filters"),
        "by_status": _("State in the register"),
        "by_origin": _("Origin"),
        "status": list(words(Status).values()),
        "origin": list(words(Origin).values()),
        "not_seen": _("Not seen today"),
        "places": list(words(Coverage).values()),
        "redundancy": _("By how many cameras seen"),
        "colour": _("Communes coloured by"),
        "no_colour": _("No colour"),
        "shares": {
            "lost": _("Share lost"),
            "gap": _("Share without camera"),
            "surveyed": _("Cameras surveyed"),
            "working": _("Share of cameras working"),
            "live": _("Share of cameras live at headquarters"),
            "cost_vnd": _("Money needed for repairs"),
            "orphans": _("Cameras without managing body"),
            "overdue": _("Overdue for maintenance"),
        },
        "money_unit": _("million VND"),
        "no_figure": _("no figure"),
        "share_of": _(
            "{commune}: {share} {percent}",
            commune="{commune}",
            share="{share}",
            percent="{percent}",
        ),
    }


def _words_of_colours() -> dict[str, Any]:
    return {
        "part": list(words(FaultPart).values()),
        "cause": list(words(Cause).values()),
        "live": [
            _("Live at headquarters"),
            _("Not verified whether live"),
            _("Not live at headquarters"),
        ],
        "ages": [
            _("Seen less than 3 months ago"),
            _("3 to 6 months ago"),
            _("6 to 12 months ago"),
            _("1 to 2 years ago"),
            _("More than 2 years ago"),
            _("Never surveyed"),
        ],
        "colour_by": _("Cameras coloured by"),
        "colourings": {
            "sight": _("State today"),
            "cause": _("Cause"),
            "part": _("What failed"),
            "origin": _("Origin"),
            "keeper": _("Managing body"),
            "live": _("Live at headquarters or not"),
            "age": _("Time since the last survey or verification"),
        },
        "not_stated": _("Not stated"),
        "other_keepers": _("Other managing bodies"),
        "importance": _("Roads without camera, by importance"),
        "importances": [_("minor"), _("medium"), _("major")],
    }


def _words_of_tools() -> dict[str, Any]:
    return {
        "search": _("Find a camera, road, equipment, coordinates…"),
        "nothing_found": _("Nothing found"),
        "edit": _("Edit on the map"),
        "adding": _("Click an empty spot to add a camera there"),
        "acts": {
            "add": _("Add a camera here"),
            "copy": _("Copy"),
            "dispose": _("Propose for disposal"),
            "remove": _("Remove"),
        },
        "move": _("Drag to move the camera"),
        "turn": _("Drag to turn it and to change its range"),
        "direction": _("Direction (°)"),
        "range": _("Range (m)"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "placing": _("Click where “{camera}” stands", camera="{camera}"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "home": _("Whole province"),
        "full_screen": _("Full screen"),
        "measure": _("Measure distance and area"),
        "measure_hint": _("Click points on the map"),
        "measure_again": _("Start again"),
        "measure_end": _("Close"),
        "measured": _("{length}; area {area}", length="{length}", area="{area}"),
        "select_tool": _("Select several cameras"),
        "select": _words_of_selection(),
        "north": {"letter": _("N"), "words": _("North is up")},
        "degrees": _("{lat}° N, {lon}° E", lat="{lat}", lon="{lon}"),
        "plane": _("{plane}: X {x}, Y {y}", plane="{plane}", x="{x}", y="{y}"),
        "other_plane": _("Other central meridian"),
        "print": _("Print"),
    }


def _words_of_selection() -> dict[str, str]:
    return {
        "rectangle": _("Rectangle"),
        "freehand": _("Free line"),
        "hint": _("Drag around the cameras (at any time: Shift and drag)"),
        "count": _("{count} cameras selected", count="{count}"),
        "none": _("No camera is shown here"),
        "table": _("Table"),
        "bulk": _("Change them all"),
        "export": _("Export"),
        "require": _("Add to the plan"),
    }


def _words_of_views() -> dict[str, Any]:
    return {
        "went_to": _("Now showing {commune}, where this was found", commune="{commune}"),
        "in_view": _("In view: {count} of {all} cameras", count="{count}", all="{all}"),
        "nothing_here": _(
            "No camera in view; the nearest is {distance} km away to the {wind}",
            distance="{distance}",
            wind="{wind}",
        ),
        "nearest": _("Go there"),
        "winds": [
            _("north"),
            _("north-east"),
            _("east"),
            _("south-east"),
            _("south"),
            _("south-west"),
            _("west"),
            _("north-west"),
        ],
        "compare": _("Compare"),
        "swipe": _("Drag: today on the left, after the plan on the right"),
        "views_saved": _("Saved views"),
        "view_name": _("Name of this view"),
        "view_save": _("Save"),
        "view_remove": _("Remove the view"),
    }


def _words_of_print() -> dict[str, Any]:
    return {
        "print_title": _("Map of the security cameras of Quảng Trị"),
        "print_title_of": _("Map of the security cameras of {place}", place="{place}"),
        "extent": _("Area shown"),
        "as_shown": _("As on the screen"),
        "signs": {
            "province": _("Border of the province"),
            "commune": _("Border of a commune"),
            "roads": _("Streets"),
            "water": _("Waters"),
            "buildings": _("Buildings"),
        },
        "title": _("Title"),
        "paper": _("Paper"),
        "with_confidential": _("With the {count} cameras marked confidential", count="{count}"),
        "confidential": words(Confidentiality)[Confidentiality.SECRET].upper(),
        "portrait": _("Portrait"),
        "landscape": _("Landscape"),
        "scale": _("Scale 1 : {number}", number="{number}"),
        "made_on": _("Made on {date}", date="{date}"),
        "source": _(
            "Source: camera register; boundaries of the communes; streets, buildings "
            "and waters © OpenStreetMap contributors, where loaded from there"
        ),
        "close": _("Close"),
    }
