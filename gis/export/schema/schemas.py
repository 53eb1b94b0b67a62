"""All layers that leave, and the names that stand for several of them."""

from gis.core.choices import CodeList, Coverage
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.schema import derived as d
from gis.export.schema.field import FieldType, LayerField, Text, coded
from gis.export.schema.layer_schema import MIXED, LayerSchema, with_labels

_FOOTPRINT = (
    *d.camera_fields("camera_id", "site_id", "name", "address"),
    *d.COMMUNE_FIELDS,
    *d.camera_fields("status", "confidentiality"),
    d.SIGHT,
    *d.OPTICS_FIELDS,
    d.AREA_M2,
)
_GAP_ID = (
    "gap_id",
    lambda: _("Code of the place or road, of the unit, and how it is seen, parted by :"),
)
_PLACE_ID = ("place_id", _GAP_ID[1])


class CoverageState(CodeList):
    """How ground is seen today, by the best camera that sees it."""

    COVERED = "covered", lambda: Coverage.COVERED.word
    UNCONFIRMED = "unconfirmed", lambda: Coverage.UNCONFIRMED.word
    LOST = "lost", lambda: Coverage.LOST.word


def _layer(
    name: str, geometry: str, key: str, tell: Text, meaning: Text, *fields: LayerField
) -> LayerSchema:
    return LayerSchema(name, geometry, key, tell, meaning, with_labels((*fields, *d.BASIS)))


_CHANGES = LayerSchema(
    *("changes", "Point", "camera_id"),
    lambda: _("Changes of cameras"),
    lambda: _("Cameras that came, went or were changed between two revisions."),
    with_labels((*d.CHANGE, *d.CAMERA_FIELDS, d.COMMUNE_FIELDS[1], *d.MARKS)),
)
_EQUIPMENT_CHANGES = LayerSchema(
    *("equipment_changes", "", "equipment_id"),
    lambda: _("Changes of equipment"),
    lambda: _("Equipment that came, went or was changed between two revisions."),
    with_labels((*d.CHANGE, *d.EQUIPMENT_FIELDS, *d.MARKS)),
)
_KEPT_PLANS = LayerSchema(
    *("kept_plans", "", "line_id"),
    lambda: _("Plans that are kept"),
    lambda: _("Their repairs, as they were when the plan was kept; in a PostgreSQL store."),
    with_labels((*d.KEPT_LINE, *d.MARKS)),
)
_EVERY = (
    _layer(
        *("cameras", "Point", "camera_id"),
        lambda: _("Cameras"),
        lambda: _("Every camera with its state; those without position have no point."),
        *d.CAMERA_FIELDS,
        d.COMMUNE_FIELDS[1],
        d.SIGHT,
        d.DARK,
        d.ASSUMED,
    ),
    _layer(
        *("sites", "Point", "site_id"),
        lambda: _("Sites of cameras"),
        lambda: _("Poles and buildings with their cameras, by state."),
        *d.camera_fields("site_id", "name", "address"),
        *d.COMMUNE_FIELDS,
        *d.count_fields("cameras", "seeing", "unconfirmed", "not_seeing"),
    ),
    _layer(
        *("cells", "Point", "cell_id"),
        lambda: _("Cameras by cells of 100 m"),
        lambda: _("To be published: counts only, no camera's own place or direction."),
        d.key_field("cell_id", lambda: _("Column and row of the grid, parted by :")),
        *d.COMMUNE_FIELDS,
        *d.count_fields("cameras", "seeing", "unconfirmed", "not_seeing"),
    ),
    _layer(
        *("footprints", "MultiPolygon", "camera_id"),
        lambda: _("Footprints"),
        lambda: _("The ground each camera sees, and what was assumed."),
        *_FOOTPRINT,
    ),
    _layer(
        *("footprints_detail", "MultiPolygon", "camera_id"),
        lambda: _("Footprints in finer detail"),
        lambda: _("The ground on which each camera identifies faces; a part of its footprint."),
        *_FOOTPRINT,
    ),
    _layer(
        *("reachable", "MultiPolygon", "camera_id"),
        lambda: _("Ground that PTZ cameras could turn to"),
        lambda: _("Shown, and never counted."),
        *_FOOTPRINT,
    ),
    _layer(
        *("coverage", "MultiPolygon", "coverage_id"),
        lambda: _("Ground seen, by unit and state"),
        lambda: _("The footprints of each unit as one shape a state; ground counts once."),
        d.key_field("coverage_id", lambda: _("Code of the unit and state, parted by :")),
        *d.COMMUNE_FIELDS,
        coded(LayerField("state", tell=lambda: _("How it is seen")), CoverageState),
        d.AREA_M2,
    ),
    _layer(
        *("gap_places", "Point", "gap_id"),
        lambda: _("Places not seen"),
        lambda: _("Lost places and places without camera."),
        d.key_field(*_GAP_ID),
        *d.PLACE,
        d.NEAR_FIELD,
    ),
    _layer(
        *("gap_roads", "MultiLineString", "gap_id"),
        lambda: _("Roads not seen"),
        lambda: _("Of each road in each unit what is lost, and what has no camera."),
        d.key_field(*_GAP_ID),
        *d.ROAD,
        d.NEAR_FIELD,
    ),
    _layer(
        *("demand_places", "Point", "place_id"),
        lambda: _("Places to be seen"),
        lambda: _("All places by how they are seen."),
        d.key_field(*_PLACE_ID),
        *d.PLACE,
    ),
    _layer(
        *("demand_roads", "MultiLineString", "place_id"),
        lambda: _("Roads to be seen"),
        lambda: _("All roads in each unit by how they are seen."),
        d.key_field(*_PLACE_ID),
        *d.ROAD,
    ),
    _layer(
        *("ranking", "MultiPoint", "repairs"),
        lambda: _("What to repair first"),
        lambda: _("Repairs in order, with cost, gain and reason."),
        *d.RANKING_LINE,
    ),
    _layer(
        *("plan", "MultiPoint", "id"),
        lambda: _("Plan of repairs"),
        lambda: _("The repairs of one plan, at the cameras that see again by them."),
        *d.PLAN_LINE,
    ),
    _layer(
        *("new_sites", "Point", "site"),
        lambda: _("Sites for new cameras"),
        lambda: _("Where new cameras would see what no repair brings back."),
        *d.NEW_SITE,
    ),
    _layer(
        *("communes", "MultiPolygon", "code"),
        lambda: _("Communes, wards, special zone"),
        lambda: _("Counts, areas and weights of each."),
        *d.text_fields("code", "name", "full_name"),
        LayerField("kind", tell=lambda: _("Kind of unit")),
        LayerField("area_declared_km2", FieldType.NUMBER, meaning=lambda: _("As it is published")),
        LayerField("area_km2", FieldType.NUMBER, meaning=lambda: _("Of the shape itself")),
        *d.REGISTER_COUNTS,
        *d.COMMUNE_AREAS,
        *d.COMMUNE_WEIGHTS,
    ),
    _layer(
        *("equipment", "", "equipment_id"),
        lambda: _("Shared equipment"),
        lambda: _("Recorders, lines, power… and their state."),
        *d.EQUIPMENT_FIELDS,
    ),
    _layer(
        *("equipment_links", "", "link_id"),
        lambda: _("Links to shared equipment"),
        lambda: _("What each camera, and each piece of equipment, hangs on."),
        d.key_field("link_id", lambda: _("Who hangs on what and how, parted by :")),
        coded(LayerField("subject", tell=lambda: _("What hangs on it")), d.subject_words),
        LayerField("subject_id", tell=lambda: _("Code of what hangs on it")),
        coded(LayerField("link", tell=lambda: _("How it hangs on it")), d.link_words),
        LayerField("equipment_id"),
    ),
    _layer(
        *("buildings", "MultiPolygon", "building_id"),
        lambda: _("Buildings used"),
        lambda: _("Those that are known; they stand in the way of views."),
        LayerField("building_id", tell=lambda: _("Code of the building")),
        LayerField("height_m", FieldType.NUMBER),
        d.AREA_M2,
    ),
    _layer(
        *("water", "MultiPolygon", "water_id"),
        lambda: _("Waters"),
        lambda: _("Rivers, lakes and ponds that maps show; nothing is worked out from them."),
        LayerField("water_id", tell=lambda: _("Code of the water")),
        d.AREA_M2,
    ),
    _CHANGES,
    _EQUIPMENT_CHANGES,
    _KEPT_PLANS,
)
SCHEMAS = {schema.name: schema for schema in _EVERY}
# Names that files had of old, for layers that hold one kind of shape each.
GROUPS = {
    "gaps": ("gap_places", "gap_roads"),
    "demand": ("demand_places", "demand_roads"),
}

_GROUP_WORDS: dict[str, tuple[Text, Text]] = {
    "gaps": (
        lambda: _("Places and roads not seen"),
        lambda: _("Lost places and places without camera, worst first."),
    ),
    "demand": (
        lambda: _("Places and roads"),
        lambda: _("All places and stretches of road by how they are seen."),
    ),
}


def schema_of(name: str) -> LayerSchema:
    """Return a layer's description, of a group the one whose fields hold those of all.

    Parameters
    ----------
    name
        One of `SCHEMAS` or of `GROUPS`.

    Returns
    -------
    LayerSchema
        A group's shapes are `MIXED`, and it has the fields of its last layer.

    Raises
    ------
    GisError
        There is no such layer.
    """
    if name in GROUPS:
        last, (tell, meaning) = SCHEMAS[GROUPS[name][-1]], _GROUP_WORDS[name]
        return LayerSchema(name, MIXED, last.key, tell, meaning, last.fields)
    if name not in SCHEMAS:
        names = ", ".join((*SCHEMAS, *GROUPS))
        raise GisError(_("No layer {name}; there are: {names}", name=name, names=names))
    return SCHEMAS[name]
