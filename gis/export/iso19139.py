"""Metadata of a file of layers by ISO 19115 in the XML of ISO 19139, as geoportals take them."""

import uuid
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from gis.core.language import _
from gis.core.spreadsheet import cell_text
from gis.export.schema import LayerSchema
from gis.export.subject import Subject

_SPACES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
}
_LISTS = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml"
# Of the names within the project's own identifiers.
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "camera-quang-tri/metadata")


def iso_metadata(
    about: Subject, schemas: Sequence[LayerSchema], formats: Sequence[tuple[str, str]]
) -> bytes:
    """Return what a catalogue of geodata wants to know of a file.

    Parameters
    ----------
    about
        What the file is about.
    schemas
        Of the layers in it.
    formats
        Name and version of each kind of file it comes in.

    Returns
    -------
    bytes
        ``gmd:MD_Metadata``, with all that is mandatory in ISO 19115:2003; UTF-8.

    References
    ----------
    ISO/TS 19139:2007, Geographic information – Metadata – XML schema implementation; in Viet Nam
    TCVN ISO 19115 takes over the same elements.
    """
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    made = about.made_at
    metadata = _element(
        "MD_Metadata",
        _text("fileIdentifier", str(uuid.uuid5(_NAMES, _identity(about)))),
        _code("language", "LanguageCode", "vie", "http://www.loc.gov/standards/iso639-2/"),
        _code("characterSet", "MD_CharacterSetCode", "utf8"),
        _code("hierarchyLevel", "MD_ScopeCode", "dataset"),
        _party("contact"),
        _element("dateStamp", _value("Date", made.date().isoformat())),
        _text("metadataStandardName", "ISO 19115:2003/19139"),
        _text("metadataStandardVersion", "1.0"),
        _reference_system(about),
        _element("identificationInfo", _identification(about, schemas)),
        _element("distributionInfo", _distribution(formats)),
        _element("dataQualityInfo", _quality(about)),
    )
    ET.indent(metadata)
    content: bytes = ET.tostring(metadata, encoding="utf-8", xml_declaration=True)
    return content


def _identity(about: Subject) -> str:
    """Return what tells this state of the data from all others."""
    told = {**about.metadata, "place": about.place, "secret": str(about.secret)}
    return "\n".join(f"{name}={text}" for name, text in sorted(told.items()))


def _identification(about: Subject, schemas: Sequence[LayerSchema]) -> ET.Element:
    lines = "\n".join(f"{schema.label}: {schema.meaning()}" for schema in schemas)
    return _element(
        "MD_DataIdentification",
        _citation(about),
        _text("abstract", "\n".join([*about.warnings, about.title, lines])),
        _text("purpose", _("To see what is watched today, what is not, and what to repair first.")),
        _code("status", "MD_ProgressCode", "onGoing"),
        _party("pointOfContact"),
        _keywords(about),
        *_constraints(about),
        _code("spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "vector"),
        _code("language", "LanguageCode", "vie", "http://www.loc.gov/standards/iso639-2/"),
        _code("characterSet", "MD_CharacterSetCode", "utf8"),
        _element("topicCategory", _element("MD_TopicCategoryCode", text="structure")),
        _element("topicCategory", _element("MD_TopicCategoryCode", text="boundaries")),
        _extent(about),
    )


def _citation(about: Subject) -> ET.Element:
    moment = about.made_at.isoformat(timespec="seconds")
    dated = _element(
        "CI_Date",
        _element("date", _value("DateTime", moment)),
        _code("dateType", "CI_DateTypeCode", "creation"),
    )
    title = " – ".join([about.title, *about.warnings])
    edition = [_text("edition", about.revision)] if about.revision else []
    return _element(
        "citation",
        _element("CI_Citation", _text("title", title), _element("date", dated), *edition),
    )


def _keywords(about: Subject) -> ET.Element:
    told = (_("security camera"), _("footprint of a camera"), about.place, *about.warnings)
    return _element(
        "descriptiveKeywords", _element("MD_Keywords", *(_text("keyword", one) for one in told))
    )


def _constraints(about: Subject) -> Iterator[ET.Element]:
    limits = [*about.warnings, _("For the work of the province's authorities.")]
    use = [_text("useLimitation", limit) for limit in limits]
    restricted = _code("accessConstraints", "MD_RestrictionCode", "otherRestrictions")
    other = _text("otherConstraints", _("By the province's rules on data."))
    yield _element("resourceConstraints", _element("MD_LegalConstraints", *use, restricted, other))
    level = "confidential" if about.secret else "restricted"
    mark = _code("classification", "MD_ClassificationCode", level)
    yield _element("resourceConstraints", _element("MD_SecurityConstraints", mark))


def _extent(about: Subject) -> ET.Element:
    west, south, east, north = about.extent
    sides = {"westBoundLongitude": west, "eastBoundLongitude": east}
    sides |= {"southBoundLatitude": south, "northBoundLatitude": north}
    box = [_element(side, _value("Decimal", f"{value:.6f}")) for side, value in sides.items()]
    around = _element("geographicElement", _element("EX_GeographicBoundingBox", *box))
    place = _text("description", about.place)
    return _element("extent", _element("EX_Extent", place, around))


def _reference_system(about: Subject) -> ET.Element:
    authority, code = about.crs.to_authority() or ("", about.crs.name)
    space = [_text("codeSpace", authority)] if authority else []
    identifier = _element("RS_Identifier", _text("code", code), *space)
    return _element(
        "referenceSystemInfo",
        _element("MD_ReferenceSystem", _element("referenceSystemIdentifier", identifier)),
    )


def _distribution(formats: Sequence[tuple[str, str]]) -> ET.Element:
    told = [
        _element("MD_Format", _text("name", name), _text("version", version))
        for name, version in formats
    ]
    return _element("MD_Distribution", *(_element("distributionFormat", one) for one in told))


def _quality(about: Subject) -> ET.Element:
    scope = _element("DQ_Scope", _code("level", "MD_ScopeCode", "dataset"))
    lineage = _element("LI_Lineage", _text("statement", "\n".join([*about.warnings, *about.lines])))
    return _element("DQ_DataQuality", _element("scope", scope), _element("lineage", lineage))


def _party(name: str) -> ET.Element:
    owner = _text("organisationName", _("Authority in charge of the camera register, Quảng Trị"))
    role = _code("role", "CI_RoleCode", "pointOfContact")
    return _element(name, _element("CI_ResponsibleParty", owner, role))


def _element(name: str, *children: ET.Element, text: str | None = None) -> ET.Element:
    made = ET.Element(f"{{{_SPACES['gmd']}}}{name}")
    made.text = text
    made.extend(children)
    return made


def _value(kind: str, text: str) -> ET.Element:
    made = ET.Element(f"{{{_SPACES['gco']}}}{kind}")
    made.text = cell_text(text)
    return made


def _text(name: str, text: str) -> ET.Element:
    return _element(name, _value("CharacterString", text))


def _code(name: str, of: str, value: str, codes: str = "") -> ET.Element:
    made = _element(of, text=value)
    made.attrib |= {"codeList": codes or f"{_LISTS}#{of}", "codeListValue": value}
    return _element(name, made)
