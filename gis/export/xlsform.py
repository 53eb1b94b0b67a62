"""An XLSForm for KoboToolbox or ODK: the survey of one commune on a phone, without network.

The form's names are the register's canonical columns, so what comes back is read as it is.
See https://xlsform.org for the sheets and their columns.
"""

import pandas as pd
from openpyxl import Workbook

from gis.core.choices import YesNo
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, ColumnType
from gis.core.spreadsheet import cell_text
from gis.export.confidential import marked_title
from gis.export.workbook import saved
from gis.survey.questions import ASKED
from gis.vocabulary.labels import basis_words, column_words, display_names, question_words
from gis.vocabulary.words import words

_ASKED = {c.name: c for c in CAMERA_COLUMNS if c.name in ASKED}
_LISTS = {name: column.choices for name, column in _ASKED.items() if column.choices}
_LISTS["more"] = YesNo
_TYPES = {ColumnType.NUMBER: "decimal", ColumnType.DATE: "date", ColumnType.TEXT: "text"}
_FAILED = "${status} = 'broken' or ${status} = 'degraded'"
_REQUIRED = ("presence", "status", "surveyed_on", "surveyed_by")
_HERE = (
    *("presence", "status", "fault_part", "cause", "kind", "azimuth_deg", "gps", "photo"),
    *("surveyed_on", "surveyed_by", "note"),
)
# Taken from the list and the position; the rest is asked of who wants to say more.
_FOUND = ("camera_id", "name", "declared_commune", "lat", "lon")
_FURTHER = tuple(name for name in _ASKED if name not in {*_HERE, *_FOUND})
_NEW = "new"


def xlsform(cameras: pd.DataFrame, commune: str, *, simulated: bool = False) -> bytes:
    """Return the form as .xlsx: `cameras` are those of the commune, canonical columns.

    The form of simulated cameras says so, in its title and in each answer.

    Parameters
    ----------
    cameras
        Those of the commune, canonical columns.
    commune
        Its full name.
    simulated
        The cameras are made up.

    Returns
    -------
    bytes
        A workbook with the sheets `survey`, `choices` and `settings`, as the XLSForm standard has
        them.
    """
    book = Workbook()
    survey = book.active or book.create_sheet()
    survey.title = "survey"
    for row in [_HEAD, *(_marks() if simulated else ()), *_questions(commune)]:
        survey.append(row)
    choices = book.create_sheet("choices")
    for choice in [("list_name", "name", "label", "id"), *_choices(cameras)]:
        choices.append(choice)
    for row in choices.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "default_language"))
    title = marked_title(_("Camera survey, {commune}", commune=commune), cameras)
    title = f"{basis_words()['simulated'].upper()} – {title}" if simulated else title
    settings.append((title, "camera_survey", "vi"))
    return saved(book)


_HEAD = ("type", "name", "label", "required", "relevant", "calculation", "default")


def _marks() -> list[tuple[str, ...]]:
    told = _("SIMULATED DATA: not the register of the commune")
    return [
        ("note", "simulated_note", told, "", "", "", ""),
        ("calculate", "simulated", basis_words()["simulated"], "", "", "'true'", ""),
    ]


def _questions(commune: str) -> list[tuple[str, ...]]:
    label, asked = column_words(), question_words()
    known = f"${{known}} != '{_NEW}'"
    code = f"if({known}, instance('camera')/root/item[name = ${{known}}]/id, '')"
    return [
        ("select_one camera", "known", asked["known"], "yes", "", "", ""),
        ("calculate", "camera_id", label["camera_id"], "", "", code, ""),
        ("text", "name", label["name"], "", f"${{known}} = '{_NEW}'", "", ""),
        ("calculate", "declared_commune", label["declared_commune"], "", "", f"'{commune}'", ""),
        *(_question(name) for name in _HERE),
        ("select_one more", "more", asked["more"], "", "", "", ""),
        *(_question(name, relevant=f"${{more}} = '{YesNo.YES}'") for name in _FURTHER),
    ]


def _question(name: str, *, relevant: str = "") -> tuple[str, ...]:
    """Return the question for a column, or for the position."""
    if name == "gps":
        return ("geopoint", "gps", question_words()["gps"], "", "", "", "")
    kind = f"select_one {name}" if name in _LISTS else _TYPES[_ASKED[name].holds]
    kind = "image" if name == "photo" else kind
    required = "yes" if name in _REQUIRED else ""
    relevant = _FAILED if name in ("fault_part", "cause") else relevant
    default = "today()" if name == "surveyed_on" else ""
    return (kind, name, column_words()[name], required, relevant, "", default)


def _choices(cameras: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    labels = [
        cell_text(f"{code} · {name}" if name else code)
        for code, name in zip(cameras["camera_id"], display_names(cameras), strict=True)
    ]
    numbered = enumerate(zip(cameras["camera_id"], labels, strict=True), start=1)
    known = [("camera", f"c{place}", text, cell_text(code)) for place, (code, text) in numbered]
    known.append(("camera", _NEW, _("A camera that is not listed"), ""))
    lists = [
        (name, value, word, "") for name, of in _LISTS.items() for value, word in words(of).items()
    ]
    return known + lists
