"""The form of one camera: what is needed first, the rest folded; read as a list is."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.choices import Status
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS
from gis.export.history import value_in_words
from gis.ingest.by_hand import COMMUNE, StatedCamera, state_camera
from gis.ingest.entries import POSITION
from gis.store.by_hand import add_camera
from gis.store.changes import as_text
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.commune_choice import ask_commune
from pages.components.register.import_help import ask_reading
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.session import current_snapshots, who

NEEDED = ("name", "address", POSITION, COMMUNE, "kind", "azimuth_deg", "status", "custodian")
# Follows from the position, or is asked as one.
_BY_POSITION = ("lat", "lon", "commune_code", COMMUNE)
FOLDED_FIELDS = tuple(
    column.name for column in CAMERA_COLUMNS if column.name not in {*NEEDED, *_BY_POSITION}
)
LONGEST_TEXT = 500
_COLUMNS = {column.name: column for column in CAMERA_COLUMNS}
_HELP = {
    "position": lambda: _(
        "Degrees, degrees and minutes, VN-2000 or a link of a map: "
        "17°28′12″B 106°37′20″Đ; 1932456, 567890; https://maps…"
    ),
    "azimuth_deg": lambda: _("Such as ĐN, 135, or “nhìn về phía chợ, hướng Bắc”"),
}


def camera_form(
    analysis: Analysis,
    *,
    key: str,
    filled: Mapping[str, str] | None = None,
    base: pd.DataFrame | None = None,
) -> str | None:
    """Ask for a camera, tell what is read, and add it; return its code once it is there.

    Parameters
    ----------
    filled
        What the fields begin with, by column.
    base
        A row that says what the form leaves as it is, see `by_hand.copied_from`.
    """
    key = f"{key}_{st.session_state.setdefault(f'{key}_count', 0)}"
    before = _written(base)
    if base is None and not filled:
        filled = {COMMUNE: st.session_state.get("commune", "")}
    texts = _fields(analysis, {**before, **(filled or {})}, key)
    typed = {name: text for name, text in texts.items() if text != before.get(name, "")}
    stated = _read(analysis, typed, base, key)
    asked = st.button(_("Add the camera"), type="primary", icon=":material/add:", key=f"{key}_add")
    begun = asked or any(text for name, text in typed.items() if name not in (COMMUNE, "status"))
    alike = tuple(stated.alike["camera_id"]) if begun else ()
    seen = st.session_state.get(f"{key}_alike", ()) == alike
    if begun:
        _tell(stated)
    st.session_state[f"{key}_alike"] = alike
    if not asked or stated.unread:
        return None
    if alike and not seen:
        st.info(_("Look at these first. If it is another camera, press once more."))
        return None
    add_camera(current_snapshots().store, stated.row, source=_("by hand"), who=who())
    st.session_state[f"{key.rpartition('_')[0]}_count"] += 1
    return str(stated.row["camera_id"].iloc[0])


def _read(
    analysis: Analysis, typed: Mapping[str, str], base: pd.DataFrame | None, key: str
) -> StatedCamera:
    """Read what was typed; ask how metres are to be read where nothing tells."""
    state = partial(
        state_camera,
        typed,
        base=base,
        communes=analysis.communes,
        known=analysis.cameras,
    )
    stated = state()
    text, label = typed.get(POSITION, ""), _position_label()
    if any(found.column == label for found in stated.unread) and any(map(str.isdecimal, text)):
        return state(crs=ask_reading(_("How the coordinates are to be read"), key=f"{key}_crs"))
    return stated


def _position_label() -> str:
    """Return what a position in one field is called."""
    return _("Position (latitude, longitude)")


def _written(base: pd.DataFrame | None) -> dict[str, str]:
    """Return what the form shows of a row, as people write it; choices as they are stored."""
    if base is None:
        return {}
    row = base.iloc[0]
    texts = {name: as_text(row[name]) for name in (*NEEDED, *FOLDED_FIELDS) if name in _COLUMNS}
    told = {n: t if _COLUMNS[n].choices else value_in_words(n, t) for n, t in texts.items()}
    lat, lon = as_text(row["lat"]), as_text(row["lon"])
    place = f"{lat}, {lon}" if lat and lon else ""
    return told | {POSITION: place, COMMUNE: str(row["commune_code"])}


def _fields(analysis: Analysis, filled: Mapping[str, str], key: str) -> dict[str, str]:
    texts = _two_by_two(analysis, NEEDED, filled, key)
    with st.expander(_("Everything else that is known"), icon=":material/more_horiz:"):
        return texts | _two_by_two(analysis, FOLDED_FIELDS, filled, key)


def _two_by_two(
    analysis: Analysis, names: Sequence[str], filled: Mapping[str, str], key: str
) -> dict[str, str]:
    """Ask for values in two columns, which a phone shows one below the other in this order."""
    texts = {}
    for first in range(0, len(names), 2):
        for column, name in zip(st.columns(2), names[first : first + 2], strict=False):
            with column:
                texts[name] = _field(analysis, name, filled.get(name, ""), f"{key}_{name}")
    return texts


def _field(analysis: Analysis, name: str, filled: str, key: str) -> str:
    """Ask for one value; return what stands for it."""
    if name == COMMUNE:
        return _ask_commune(analysis, filled, key)
    label = _position_label() if name == POSITION else column_words()[name]
    column = _COLUMNS.get(name)
    if column is not None and column.choices:
        told = {"": _("not stated")} | words(column.choices)
        first = filled or (str(Status.UNKNOWN) if name == "status" else "")
        chosen: str = st.selectbox(
            label,
            list(told),
            format_func=told.__getitem__,
            key=fresh_choice_key(key, told, first=first),
        )
        return chosen
    explain = _HELP[name]() if name in _HELP else None
    return str(
        st.text_input(label, value=filled, key=key, max_chars=LONGEST_TEXT, help=explain)
    ).strip()


def _ask_commune(analysis: Analysis, filled: str, key: str) -> str:
    return ask_commune(
        analysis.communes,
        label=_("Commune, ward or special zone"),
        otherwise=_("By the position"),
        first=filled,
        key=key,
    )


def _tell(stated: StatedCamera) -> None:
    for show, icon, findings in (
        (st.error, ":material/error:", stated.unread),
        (st.warning, ":material/info:", stated.remarks),
    ):
        for line in map(_line, findings):
            show(line, icon=icon)
    if stated.alike.empty:
        return
    count = len(stated.alike)
    st.warning(_("{count} cameras may be this one already", count=number(count)))
    st.dataframe(_alike_in_words(stated.alike), hide_index=True)


def _line(found: Finding) -> str:
    told = f"{found.message}. {found.suggestion}" if found.suggestion else found.message
    return plain(f"{found.column}: {told}")


def _alike_in_words(alike: pd.DataFrame) -> pd.DataFrame:
    away: Iterable[str] = (
        alike["distance_m"].map(partial(number, decimals=0)).where(alike["distance_m"].notna(), "")
    )
    return pd.DataFrame(
        {
            _("Code"): alike["camera_id"],
            _("Name"): alike["name"],
            _("Address"): alike["address"],
            _("Distance (m)"): away,
            _("Why"): alike["why"],
        }
    )
