"""The words people read for the values that are stored."""

from collections.abc import Mapping

from gis.core.choices import Cause, CodeList, EquipmentKind, FaultPart, Kind
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ROUND_COLUMNS

_COLUMNS = (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS, *ROUND_COLUMNS)
CHOICES = {column.name for column in _COLUMNS if column.choices}


def words(of: type[CodeList]) -> dict[str, str]:
    """Return stored value → word in the current language, for one kind of value.

    Parameters
    ----------
    of
        The list of codes, such as `Status`.

    Returns
    -------
    dict
        In the order of the list.
    """
    return {str(value): value.word for value in of}


def value_words(column: str) -> dict[str, str]:
    """Return stored value → word for a choice column of the register, none for any other.

    Cameras and equipment share the name of the column `kind`, and no value of it.

    Parameters
    ----------
    column
        The canonical name of a column of cameras, equipment or rounds.

    Returns
    -------
    dict
        Empty for a column without choices.
    """
    lists = [c.choices for c in _COLUMNS if c.name == column and c.choices]
    return {value: word for of in lists for value, word in words(of).items()}


def category_words() -> dict[str, str]:
    """Return the words for the demand categories this project makes itself."""
    return {
        "road_national": _("national road"),
        "road_provincial": _("provincial road"),
        "road_commune": _("commune road"),
        "road_hamlet": _("hamlet road"),
        "market": _("market"),
        "school": _("school"),
        "hospital": _("hospital, health station"),
        "office": _("government office"),
        "junction": _("junction"),
        "junction_national": _("junction on a national road"),
        "junction_provincial": _("junction on a provincial road"),
        "junction_commune": _("junction on a commune road"),
        "junction_hamlet": _("junction of hamlet roads"),
        "bridge": _("bridge"),
        "station": _("station"),
        "border_gate": _("border gate"),
        **_own_words(),
    }


def _own_words() -> dict[str, str]:
    return {
        "own_border_gate": _("camera at a border gate"),
        "own_market": _("camera at a market"),
        "own_station": _("camera at a station"),
        "own_school": _("camera at a school"),
        "own_hospital": _("camera at a hospital, health station"),
        "own_junction": _("camera at a junction"),
        "own_bridge": _("camera at a bridge"),
        "own_office": _("camera at a government office"),
        "own_industrial": _("camera at an industrial park"),
        "own_road_national": _("camera on a national road"),
        "own_culture_house": _("camera at a culture house"),
        "own_village": _("camera in a village"),
        "own_plain": _("camera elsewhere"),
    }


def assumed_in_words(columns: str) -> str:
    """Name the ``;``-separated columns whose values were assumed, in the current language.

    Parameters
    ----------
    columns
        As in the column `assumed` of an analysis; "" for none.

    Returns
    -------
    str
        Parted by commas; a column without a word of its own stands by its name.
    """
    known = {
        "azimuth_deg": _("direction"),
        "hfov_deg": _("angle of view"),
        "vfov_deg": _("upright angle of view"),
        "range_m": _("range"),
        "kind": _("type"),
        "ir_range_m": _("infrared range"),
        "resolution_w_px": _("resolution"),
        "sensor_width_mm": _("sensor width"),
    }
    return ", ".join(known.get(column, column) for column in columns.split(";") if column)


def unknown_in_words(columns: list[str]) -> str:
    """Name the columns whose values are to be found out, in the current language.

    Parameters
    ----------
    columns
        Canonical names.

    Returns
    -------
    str
        Parted by commas; a column without a word of its own stands by its name.
    """
    known = {
        "height_m": _("mounting height"),
        "cost_vnd": _("repair cost"),
        "status": _("whether it works"),
    }
    return ", ".join(known.get(column) or assumed_in_words(column) for column in columns)


def rule_words() -> dict[str, str]:
    """Name the technical rules of ``data/standards.csv``."""
    labels = {column.name: column.label for column in CAMERA_COLUMNS}
    return labels | {"resolution": _("Resolution"), "storage": labels["storage_days"]}


def light_words() -> dict[str, str]:
    """Name the lights in which cameras are looked at."""
    return {
        "day": _("by day"),
        "lit": _("by night under street lamps"),
        "night": _("by night"),
    }


def level_words() -> dict[str, str]:
    """Name the levels of detail of both editions of IEC 62676-4."""
    return {
        "monitor": _("monitors"),
        "detect": _("detects people"),
        "observe": _("observes"),
        "recognise": _("recognises faces"),
        "identify": _("identifies faces"),
        "inspect": _("inspects"),
        "overview": _("overviews (2025)"),
        "outline": _("shows outlines (2025)"),
        "discern": _("discerns (2025)"),
        "perceive": _("perceives (2025)"),
        "characterise": _("characterises (2025)"),
        "validate": _("validates (2025)"),
        "scrutinise": _("scrutinises (2025)"),
    }


def price_words() -> dict[str, str]:
    """Return the words of the price list: rows (see `read_prices`), parts, work and units."""
    parts = (
        words(Kind)
        | words(EquipmentKind)
        | words(FaultPart)
        | {
            "any": _("whatever failed"),
            "disk": _("disk"),
            "fibre": _("optical fibre"),
            "connection": _("connection of a camera"),
            "upgrade": _("more bandwidth of a line"),
            "line_fee": _("line, running"),
            "electricity": _("electricity, running"),
            "service": _("maintenance service"),
        }
    )
    rows = {
        f"{part}:{cause}": _("{part} ({cause})", part=named, cause=why)
        for part, named in parts.items()
        for cause, why in words(Cause).items()
    }
    return (
        rows
        | parts
        | {
            "replace": _("replace"),
            "repair": _("mend"),
            "lay": _("lay"),
            "build": _("set up"),
            "recover": _("recover"),
            "run": _("run"),
            "pay": _("pay what is owed"),
            "re-aim": _("aim and clean"),
            "check": _("check and take over"),
            "reinstall": _("install again"),
            "each": _("each"),
            "metre": _("metre"),
            "200 m of fibre": _("200 m of fibre"),
            "month": _("month"),
            "year": _("year"),
            "trip": _("trip to a commune"),
            "stop": _("stop at a site"),
            "travel": _("travel"),
        }
    )


def simulated_in_words(counts: Mapping[str, int]) -> str:
    """Say how many simulated rows there are of each kind, see `Store.simulated`.

    Parameters
    ----------
    counts
        By ``cameras equipment places roads rounds settings``, each 0 or more.

    Returns
    -------
    str
        In the current language, parted by commas; "" where there are none.
    """
    n = {name: number(count) for name, count in counts.items()}
    said = {
        "cameras": _("{count} cameras", count=n["cameras"]),
        "equipment": _("{count} devices", count=n["equipment"]),
        "places": _("{count} places", count=n["places"]),
        "roads": _("{count} roads", count=n["roads"]),
        "rounds": _("{count} survey rounds", count=n["rounds"]),
        "settings": _("{count} plans kept", count=n["settings"]),
    }
    return ", ".join(text for name, text in said.items() if counts[name])
