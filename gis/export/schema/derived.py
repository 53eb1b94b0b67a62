"""The fields of layers that are worked out: what stands in no list of cameras."""

from gis.core.choices import (
    Availability,
    Coverage,
    EquipmentKind,
    FaultPart,
    FootprintRule,
    Operation,
    Origin,
    Payer,
    Proof,
    SiteKind,
)
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.export.schema.field import FieldType, LayerField, Text, coded, register_field
from gis.restoration.model.visits import VISITS
from gis.vocabulary.words import category_words, level_words, light_words, price_words, words

TEXT, WHOLE, NUMBER, FLAG = (FieldType.TEXT, FieldType.WHOLE, FieldType.NUMBER, FieldType.FLAG)

CAMERA_FIELDS = tuple(register_field(column) for column in CAMERA_COLUMNS)
EQUIPMENT_FIELDS = tuple(register_field(column) for column in EQUIPMENT_COLUMNS)
_CAMERA = {field.name: field for field in CAMERA_FIELDS}


def camera_fields(*names: str) -> tuple[LayerField, ...]:
    """Return some of the fields of a camera's own columns."""
    return tuple(_CAMERA[name] for name in names)


def text_fields(*names: str) -> tuple[LayerField, ...]:
    """Return fields of texts, labelled by the vocabulary."""
    return tuple(LayerField(name) for name in names)


def number_fields(*names: str) -> tuple[LayerField, ...]:
    """Return fields of numbers, labelled by the vocabulary."""
    return tuple(LayerField(name, NUMBER) for name in names)


def count_fields(*names: str) -> tuple[LayerField, ...]:
    """Return fields of whole numbers, labelled by the vocabulary."""
    return tuple(LayerField(name, WHOLE) for name in names)


def key_field(name: str, meaning: Text) -> LayerField:
    """Return the field that names a row of what is worked out."""
    return LayerField(name, tell=lambda: _("Lasting code"), meaning=meaning)


def boundaries_in_words() -> dict[str, str]:
    """Return where boundaries come from, in the current language."""
    return {"official": _("official"), "schematic": _("schematic")}


def targets_in_words() -> dict[str, str]:
    """Return what a line of a plan is about, in the current language."""
    prices = price_words()
    return words(FaultPart) | {
        "equipment": _("shared equipment"),
        "connection": prices["connection"],
        "station": words(EquipmentKind)[EquipmentKind.HQ],
        "upgrade": prices["upgrade"],
        "disk": prices["disk"],
        **{kind: prices[kind] for kind in VISITS},
    }


def link_words() -> dict[str, str]:
    """Return the kinds of links among cameras and equipment, in the current language."""
    return {"depends_on": _("Depends on"), "connects_through": _("Connects through")}


def subject_words() -> dict[str, str]:
    """Return what may hang on equipment, in the current language."""
    return {"camera": _("camera"), "equipment": _("shared equipment")}


# What every row says of the register it is of.
MARKS = (
    LayerField("boundaries", codes=boundaries_in_words),
    LayerField("simulated", FLAG, meaning=lambda: _("Of a register that is made up")),
)
# What every row that is worked out rests on.
BASIS = (
    LayerField("level", codes=level_words, meaning=lambda: _("Of IEC 62676-4, that was asked for")),
    LayerField("light", codes=light_words),
    LayerField("live_only", FLAG),
    *MARKS,
)
COMMUNE_FIELDS = (
    *camera_fields("commune_code"),
    LayerField("commune_name", meaning=lambda: _("Short name of the unit of today")),
)
SIGHT = coded(
    LayerField(
        "sight",
        meaning=lambda: _("By its own state and that of all the equipment it depends on"),
    ),
    Availability,
)
DARK = LayerField("dark", FLAG, meaning=lambda: _("It works; what it depends on does not"))
ASSUMED = LayerField("assumed", meaning=lambda: _("Columns with a usual value, parted by ;"))
AREA_M2 = LayerField("area_m2", NUMBER, meaning=lambda: _("Of the shape itself"))
OPTICS_FIELDS = (
    LayerField("azimuth_deg", NUMBER, meaning=lambda: _("Clockwise from north")),
    *number_fields("hfov_deg", "vfov_deg", "blind_m", "range_m"),
    LayerField("level_known", FLAG, meaning=lambda: _("Lens and picture are known, not assumed")),
    coded(LayerField("footprint_rule"), FootprintRule),
    ASSUMED,
)
COVERAGE = coded(LayerField("coverage", meaning=lambda: _("By the best camera there")), Coverage)
PLACE = (
    *text_fields("demand_id"),
    coded(LayerField("category"), category_words),
    LayerField("name"),
    *COMMUNE_FIELDS,
    COVERAGE,
    LayerField("weight", NUMBER),
)
ROAD = (
    *PLACE,
    LayerField("length_m", NUMBER),
    LayerField("stretches", WHOLE, meaning=lambda: _("Parts of this road here that are seen so")),
)
NEAR_FIELD = LayerField("near", meaning=lambda: _("Where it has no name of its own"))
REGISTER_COUNTS = count_fields(
    *("cameras", "up", "working", "degraded", "broken", "abandoned", "suspended", "unknown"),
    *("disposal", "dark", "seeing", "unconfirmed", "not_seeing", "not_located", "no_direction"),
    "detail_unknown",
)
COMMUNE_AREAS = number_fields(
    *("installed_km2", "working_km2", "unconfirmed_km2", "lost_km2", "twice_km2", "thrice_km2"),
)
COMMUNE_WEIGHTS = number_fields(
    *("demand_weight", "covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight"),
    *("single_weight", "degraded_weight", "undirected_weight"),
)


def parted() -> str:
    """Say how several values stand in one text."""
    return _("Parted by ;")


CHANGE = (
    coded(LayerField("operation", tell=lambda: _("What became of it")), Operation),
    LayerField("fields", tell=lambda: _("Columns that changed"), meaning=parted),
    LayerField("former_id", tell=lambda: _("Its code before")),
)


RANKING_LINE = (
    LayerField("rank", WHOLE),
    LayerField("repairs", meaning=parted),
    LayerField("cameras", tell=lambda: _("Codes of the cameras"), meaning=parted),
    LayerField("communes", meaning=parted),
    *count_fields("cost_vnd"),
    LayerField("estimated", FLAG),
    *number_fields("gain_weight", "own_weight"),
    *count_fields("total_cost_vnd"),
    *number_fields("total_gain_weight", "only_weight", "shared_weight", "lost_if_dropped_weight"),
    *count_fields("up_if_cheaper_vnd", "down_if_dearer_vnd"),
    LayerField("needed_with", meaning=parted),
    *text_fields("why", "confidentiality"),
)
PLAN_LINE = (
    LayerField("id"),
    coded(LayerField("target"), targets_in_words),
    *text_fields("code", "name", "what", "action", "why"),
    *count_fields("cost_vnd", "monthly_vnd"),
    LayerField("estimated", FLAG),
    LayerField("price_source"),
    coded(LayerField("origin"), Origin),
    coded(LayerField("payer"), Payer),
    *count_fields("phase"),
    *number_fields("gain_weight", "own_weight"),
    LayerField("needed_with", meaning=parted),
    LayerField("cameras", tell=lambda: _("Codes of the cameras"), meaning=parted),
    LayerField("communes", meaning=parted),
    *number_fields("objective", "bound", "gap"),
    coded(LayerField("proof"), Proof),
    LayerField("confidentiality"),
)
KEPT_LINE = (
    LayerField("line_id", tell=lambda: _("Plan and repair, parted by :")),
    LayerField("plan", tell=lambda: _("Name of the plan")),
    *COMMUNE_FIELDS,
    LayerField("proposed", FLAG, tell=lambda: _("The plan that is proposed")),
    LayerField("repair", tell=lambda: _("Code of the repair")),
    coded(LayerField("target"), targets_in_words),
    LayerField("name"),
    *count_fields("cost_vnd"),
    LayerField("kept_on", FieldType.DATE, tell=lambda: _("Kept on")),
)
NEW_SITE = (
    LayerField("site", tell=lambda: _("Code of the site")),
    coded(LayerField("kind", tell=lambda: _("Kind of site")), SiteKind),
    LayerField("name"),
    *COMMUNE_FIELDS,
    *number_fields("lon", "lat"),
    LayerField("azimuths_deg", tell=lambda: _("Directions of the views (°)"), meaning=parted),
    *count_fields("cost_vnd", "monthly_vnd"),
    *number_fields("gain_weight"),
    LayerField("sees", tell=lambda: _("What it would see")),
    LayerField("new_investment", FLAG, tell=lambda: _("New investment, no restoration")),
)
