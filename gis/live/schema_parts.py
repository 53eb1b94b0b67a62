"""What all descriptions of live layers share: links to resources, and types as JSON has them."""

from typing import Any

from gis.export.schema import FieldType

RELATION = "http://www.opengis.net/def/rel/ogc/1.0/"
JSON_TYPES: dict[FieldType, dict[str, Any]] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.WHOLE: {"type": "integer"},
    FieldType.NUMBER: {"type": "number"},
    FieldType.FLAG: {"type": "boolean"},
    FieldType.DATE: {"type": "string", "format": "date"},
}


def link(address: str, relation: str, kind: str, title: str) -> dict[str, Any]:
    """Return a link to another resource.

    Parameters
    ----------
    address
        Of the resource.
    relation
        What it is to the one that names it.
    kind
        Its media type.
    title
        In the current language.

    Returns
    -------
    dict
        As all standards of OGC API have it.
    """
    return {"href": address, "rel": relation, "type": kind, "title": title}
