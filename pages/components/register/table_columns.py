"""The tables of the register: whose rows they are, and which columns stand together in them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column
from gis.ingest.entries import POSITION
from gis.vocabulary.words import words

LONGEST_ENTRY = 500
Groups = dict[str, tuple[str, ...]]
# Columns that are shown in every group, as a position, or follow from it.
_ELSEWHERE = {"camera_id", "equipment_id", "lon", "lat", "commune_code"}


@dataclass(frozen=True)
class RegisterTable:
    """One table: its name in the store, its columns, the groups they are shown in, by title.

    `first`: the places of the groups that are shown before anybody chooses.
    """

    subject: str
    columns: tuple[Column, ...]
    groups: Callable[[], Groups]
    first: tuple[int, ...]

    @property
    def code(self) -> str:
        """Return the column of the rows' codes."""
        return self.columns[0].name

    @property
    def editable(self) -> tuple[str, ...]:
        """Return the columns that can be changed in it."""
        return tuple(name for names in self.grouped().values() for name in names)

    def grouped(self) -> Groups:
        """Return its groups; a column that none of them names stands in the last."""
        groups = self.groups()
        named = {name for names in groups.values() for name in names}
        rest = [c.name for c in self.columns if c.name not in named | _ELSEWHERE]
        last = list(groups)[-1]
        return groups | {last: (*groups[last], *rest)}

    @property
    def labels(self) -> dict[str, str]:
        """Return what its columns are called."""
        position = {POSITION: _("Position (latitude, longitude)")}
        return {column.name: column.label for column in self.columns} | position

    def choose(self) -> tuple[str, ...]:
        """Offer the groups of columns; return the columns of those chosen, in their order."""
        groups = self.grouped()
        titles = list(groups)
        key = f"{self.subject}_groups"
        held = st.session_state.setdefault(f"{key}_held", self.first)
        st.session_state[key] = [titles[place] for place in held]
        label = _("Columns shown")
        chosen = st.pills(
            label, titles, selection_mode="multi", key=key, on_change=_hold, args=(key, titles)
        )
        return tuple(name for title in titles if title in chosen for name in groups[title])

    def configured(self, name: str) -> Any:
        """Return how a column of entries is shown."""
        column = next((c for c in self.columns if c.name == name), None)
        width: Any = "medium" if name == POSITION else None
        return st.column_config.TextColumn(
            self.labels[name],
            max_chars=LONGEST_ENTRY,
            help=_help(column) if column else None,
            width=width,
            pinned=name == self.code,
        )


def _help(column: Column) -> str | None:
    """Say what a column means and, of choices, which there are."""
    meaning = [column.meaning()] if column.meaning else []
    if column.choices:
        listed = "; ".join(words(column.choices).values())
        meaning.append(_("Such as: {terms}", terms=listed))
    return ". ".join(meaning) or None


def _hold(key: str, titles: list[str]) -> None:
    """Hold the groups chosen beyond the page, and in another language."""
    chosen = st.session_state[key]
    st.session_state[f"{key}_held"] = tuple(titles.index(title) for title in chosen)


def _of_cameras() -> Groups:
    return {
        _("Place"): ("name", "address", POSITION),
        _("View"): ("kind", "azimuth_deg", "hfov_deg", "range_m", "height_m", "tilt_deg"),
        _("State"): (
            *("status", "fault_part", "cause", "presence", "surveyed_on", "surveyed_by"),
            *("importance", "note"),
        ),
        _("Quotation and repair"): (
            *("repair_cost_vnd", "monthly_cost_vnd", "payer", "repaired_on"),
            *("accepted_on", "accepted_by", "accepted_photo"),
        ),
        _("Connection"): (
            *("depends_on", "connects_through", "connection_cost_vnd", "live_verified_on"),
            *("onvif", "encrypted"),
        ),
        _("Funding and papers"): (
            *(
                "declared_commune",
                "origin",
                "custodian",
                "investor",
                "legal_role",
                "handover_record",
            ),
            *("handed_over_on", "asset_value_vnd", "confidentiality", "notice_sign"),
        ),
        _("Technical data"): (
            *(
                "site_id",
                "serial",
                "resolution_w_px",
                "resolution_h_px",
                "focal_mm",
                "sensor_width_mm",
            ),
            *("sensor_height_mm", "vfov_deg", "ir_range_m", "storage_days", "qcvn135"),
            *("bitrate_kbps", "codec"),
            *("made_on", "installed_on", "maintained_on", "photo"),
        ),
    }


def _of_equipment() -> Groups:
    return {
        _("State"): ("name", "kind", "status", "fault_part", "cause"),
        _("Quotation and repair"): ("repair_cost_vnd", "monthly_cost_vnd", "payer"),
        _("Connection"): ("depends_on", "channels", "bandwidth_mbps", "storage_tb", "storage_days"),
        _("Funding and papers"): ("origin", "custodian", "maintained_on"),
    }


CAMERAS = RegisterTable("camera", CAMERA_COLUMNS, _of_cameras, (0, 2))
EQUIPMENT = RegisterTable("equipment", EQUIPMENT_COLUMNS, _of_equipment, (0, 1))
