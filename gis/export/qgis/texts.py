"""Texts on a map and on paper as QGIS writes them; words from outside are never run."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from gis.core.spreadsheet import cell_text
from gis.export.qgis.symbols import rgba

# On every system that QGIS runs on, or one with letters of the same width in its place.
FONT_FAMILY = "Arial"
_LIKE_IT = ("Liberation Sans", "Noto Sans", "DejaVu Sans")


def text_style(
    size_pt: float,
    colour: str,
    *,
    halo: bool = False,
    bold: bool = False,
    more: Mapping[str, str] | None = None,
) -> ET.Element:
    """Return how a text is written.

    Parameters
    ----------
    size_pt
        Of the letters.
    colour
        ``#rrggbb``.
    halo
        With a white edge, to be read on a map.
    bold
        In thick letters.
    more
        Further attributes: what a label says.

    Returns
    -------
    Element
        ``text-style``.
    """
    made = ET.Element(
        "text-style", fontFamily=FONT_FAMILY, fontSize=f"{size_pt:g}", fontSizeUnit="Point"
    )
    made.attrib |= {
        "textColor": rgba(colour),
        "textOpacity": "1",
        "fontWeight": font_weight(bold=bold),
    }
    made.attrib |= {"namedStyle": "Bold" if bold else "Regular", **(more or {})}
    families = ET.SubElement(made, "families")
    for family in _LIKE_IT:
        ET.SubElement(families, "family", name=family)
    edge = {"bufferDraw": str(int(halo)), "bufferSize": "0.8", "bufferSizeUnits": "MM"}
    edge |= {"bufferColor": rgba("#ffffff"), "bufferOpacity": "1", "bufferNoFill": "1"}
    ET.SubElement(made, "text-buffer", edge)
    return made


def font(size_pt: float, *, bold: bool = False) -> str:
    """Return a font as Qt 5 and 6 write it in one line.

    Parameters
    ----------
    size_pt
        Of the letters.
    bold
        In thick letters.

    Returns
    -------
    str
        A description as `QFont.toString` gives.
    """
    return f"{FONT_FAMILY},{size_pt:g},-1,5,{font_weight(bold=bold)},0,0,0,0,0"


def font_weight(*, bold: bool) -> str:
    """Return how thick letters are, as Qt 5 counts.

    Parameters
    ----------
    bold
        Thick.

    Returns
    -------
    str
        50 or 75.
    """
    return "75" if bold else "50"


def plain_words(text: str) -> str:
    """Return words from outside as QGIS shows them on paper: no expression in them is run.

    Parameters
    ----------
    text
        Any.

    Returns
    -------
    str
        Without signs that XML does not take; ``[%`` is parted.
    """
    return cell_text(text).replace("[%", "[ %")
