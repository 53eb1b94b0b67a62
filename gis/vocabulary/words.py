"""The words people read for the values that are stored."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from gis.core.choices import (
    Availability,
    Cause,
    Certainty,
    Codec,
    Confidentiality,
    Coverage,
    EquipmentKind,
    FaultPart,
    FootprintRule,
    Goal,
    Importance,
    Kind,
    LegalRole,
    Origin,
    Payer,
    Presence,
    Proof,
    RoundState,
    SiteKind,
    Status,
    Weigh,
)
from gis.core.language import _
from gis.core.numbers import number


def words(of: type[StrEnum]) -> dict[str, str]:
    """Return stored value → word in the current language, for one kind of value."""
    return {str(value): word for value, word in _TABLES[of]().items()}


_TABLES: dict[type[StrEnum], Callable[[], dict[Any, str]]] = {
    Status: lambda: {
        Status.WORKING: _("working"),
        Status.DEGRADED: _("working unsteadily"),
        Status.BROKEN: _("broken"),
        Status.ABANDONED: _("abandoned"),
        Status.SUSPENDED: _("suspended"),
        Status.UNKNOWN: _("not surveyed"),
        Status.DISPOSAL: _("proposed for disposal"),
    },
    Availability: lambda: {
        Availability.UP: _("Seeing"),
        Availability.UNCONFIRMED: _("Unconfirmed"),
        Availability.DOWN: _("Not seeing"),
    },
    Coverage: lambda: {
        Coverage.COVERED: _("covered"),
        Coverage.UNCONFIRMED: _("unconfirmed"),
        Coverage.LOST: _("coverage lost"),
        Coverage.GAP: _("no camera"),
    },
    Proof: lambda: {
        Proof.OPTIMAL: _("proven best"),
        Proof.FEASIBLE: _("not proven best"),
        Proof.INFEASIBLE: _("impossible"),
        Proof.NOT_FOUND: _("nothing found yet"),
    },
    Goal: lambda: {
        Goal.SEE: _("See again"),
        Goal.LIVE: _("Live at headquarters"),
        Goal.BOTH: _("Both"),
    },
    Certainty: lambda: {
        Certainty.ROBUST: _("certain"),
        Certainty.LIKELY: _("likely"),
        Certainty.SURVEY_FIRST: _("survey first"),
    },
    SiteKind: lambda: {
        SiteKind.ABANDONED_POLE: _("pole of an abandoned camera"),
        SiteKind.JUNCTION: _("junction (new pole)"),
    },
    Kind: lambda: {
        Kind.FIXED: _("fixed (bullet)"),
        Kind.TURRET: _("turret"),
        Kind.DOME: _("dome"),
        Kind.FISHEYE: _("fisheye"),
        Kind.PTZ: _("PTZ"),
        Kind.ANPR: _("number plates (ANPR)"),
    },
    FootprintRule: lambda: {
        FootprintRule.TRAPEZOID: _("lens, height and tilt"),
        FootprintRule.RING: _("lens, height and tilt, all around"),
        FootprintRule.LEVEL_DEPTH: _("lens and resolution; height or tilt not known"),
        FootprintRule.STATED_RANGE: _("the range stated in the register"),
        FootprintRule.DEFAULT_DEPTH: _("the usual range of its type"),
    },
    EquipmentKind: lambda: {
        EquipmentKind.RECORDER: _("recorder"),
        EquipmentKind.SWITCH: _("network device"),
        EquipmentKind.LINE: _("line"),
        EquipmentKind.POWER: _("power"),
        EquipmentKind.POLE: _("pole"),
        EquipmentKind.SERVER: _("server"),
        EquipmentKind.ACCOUNT: _("account"),
        EquipmentKind.HQ: _("police headquarters' station"),
    },
    FaultPart: lambda: {
        FaultPart.CAMERA: _("camera head"),
        FaultPart.POWER: _("power"),
        FaultPart.LINE: _("line"),
        FaultPart.SWITCH: _("network device"),
        FaultPart.RECORDER: _("recorder"),
        FaultPart.SERVER: _("server"),
        FaultPart.ACCOUNT: _("account"),
        FaultPart.POLE: _("pole"),
        FaultPart.HQ: _("police headquarters' station"),
    },
    Cause: lambda: {
        Cause.WEAR: _("wear"),
        Cause.WEATHER: _("storm, lightning"),
        Cause.THEFT: _("theft, vandalism"),
        Cause.UNPAID: _("unpaid fees"),
        Cause.ACCOUNT_LOST: _("account lost"),
        Cause.BLOCKED_OR_TURNED: _("blocked or turned away"),
        Cause.MOVED: _("moved"),
        Cause.NOT_HANDED_OVER: _("not handed over"),
        Cause.UNKNOWN: _("not known"),
    },
    Origin: lambda: {
        Origin.STATE: _("state budget"),
        Origin.COMMUNITY: _("citizens' contributions"),
        Origin.NEW_RURAL: _("New Rural programme"),
        Origin.OTHER: _("other"),
        Origin.UNKNOWN: _("not known"),
    },
    Payer: lambda: {
        Payer.COMMUNE: _("commune budget"),
        Payer.PROVINCE: _("provincial support"),
        Payer.PROGRAMME: _("national target programme"),
        Payer.COMMUNITY: _("citizens' contributions"),
        Payer.OTHER: _("other lawful source"),
        Payer.UNCONFIRMED: _("unconfirmed"),
    },
    LegalRole: lambda: {
        LegalRole.INVESTOR: _("investor"),
        LegalRole.RECEIVER: _("receiving and managing body"),
    },
    Presence: lambda: {
        Presence.FOUND: _("found"),
        Presence.NOT_FOUND: _("on file, not found"),
        Presence.NOT_ON_FILE: _("found, not on file"),
    },
    Confidentiality: lambda: {
        Confidentiality.NORMAL: _("normal"),
        Confidentiality.INTERNAL: _("internal"),
        Confidentiality.SECRET: _("confidential"),
    },
    Codec: lambda: {Codec.H264: "H.264", Codec.H265: "H.265"},
    Importance: lambda: {
        Importance.MOST: _("5, most important"),
        Importance.HIGH: _("4, important"),
        Importance.MEDIUM: _("3, medium"),
        Importance.LOW: _("2, less important"),
        Importance.LEAST: _("1, least important"),
    },
    Weigh: lambda: {
        Weigh.BOTH: _("places first, then cameras"),
        Weigh.PLACES: _("places and roads"),
        Weigh.CAMERAS: _("number of cameras"),
    },
    RoundState: lambda: {
        RoundState.NOT_STARTED: _("not started"),
        RoundState.DRAFTED: _("drafted by the commune police"),
        RoundState.APPROVED: _("approved by the chair"),
        RoundState.REPORTED: _("reported to the province"),
        RoundState.RETURNED: _("returned, to be mended"),
    },
}


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
    """Name the ``;``-separated columns whose values were assumed, in the current language."""
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
    """Name the columns whose values are to be found out, in the current language."""
    known = {
        "height_m": _("mounting height"),
        "cost_vnd": _("repair cost"),
        "status": _("whether it works"),
    }
    return ", ".join(known.get(column) or assumed_in_words(column) for column in columns)


def rule_words() -> dict[str, str]:
    """Name the technical rules of ``data/standards.csv``."""
    return {
        "onvif": _("ONVIF"),
        "qcvn135": _("QCVN 135"),
        "resolution": _("Resolution"),
        "storage": _("Storage (days)"),
        "notice_sign": _("Recording notice"),
        "encrypted": _("Encrypted connection"),
    }


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
    """Say how many simulated rows there are of each kind, see `Store.simulated`."""
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
