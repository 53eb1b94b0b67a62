"""Coordinate systems as QGIS writes them."""

from xml.etree import ElementTree as ET

from pyproj import CRS


def crs_element(crs: CRS) -> ET.Element:
    """Return a coordinate system: by its code where it has one, and in full.

    Parameters
    ----------
    crs
        In degrees or on a plane.

    Returns
    -------
    Element
        ``spatialrefsys``.
    """
    made = ET.Element("spatialrefsys")
    code = crs.to_authority()
    told = {
        "wkt": crs.to_wkt(),
        "authid": ":".join(code) if code else "",
        "description": crs.name,
        "projectionacronym": "tmerc" if crs.is_projected else "longlat",
        "ellipsoidacronym": "EPSG:7030",
        "geographicflag": str(crs.is_geographic).lower(),
    }
    for name, text in told.items():
        ET.SubElement(made, name).text = text
    return made
