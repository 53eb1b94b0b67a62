"""What would be saved of a table of the register: read, compared with now, saved or discarded."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import value_in_words
from gis.runtime.drafts import (
    Draft,
    Reading,
    disputes,
    read_draft,
    settled,
    without_settled,
)
from gis.store.changes import REMOVED
from gis.store.editing import Conflict
from gis.vocabulary.labels import display_names
from pages.components.register.drafts import drafts, keep_draft
from pages.components.register.editing import save
from pages.components.register.repair_question import ask_repaired
from pages.components.register.table_columns import RegisterTable
from pages.components.shared.markdown import plain
from pages.components.shared.session import who

_TOLD = 20


def show_changes(analysis: Analysis, table: RegisterTable) -> None:
    """Show what was typed as it was read; offer to save it, and to discard all or some of it.

    What cannot be read stays in its cell, and nothing is saved before it is corrected. A field
    that somebody else has changed meanwhile is left out until it is said which value holds.
    """
    draft, rows = drafts().get(table.subject, {}), _rows(analysis, table)
    name, found = who(), _read(analysis, table, draft, rows)
    draft = without_settled(draft, found)
    keep_draft(table.subject, draft)
    names = dict(zip(rows[table.code], display_names(rows), strict=True))
    for findings, show, icon in (
        (found.unread, st.error, "error"),
        (found.remarks, st.warning, "info"),
    ):
        for code, finding in findings[:_TOLD]:
            show(_finding_in_words(finding, code, names), icon=f":material/{icon}:")
    for place, dispute in enumerate(disputes(draft, found.merge.conflicts)[:_TOLD]):
        _ask(table, draft, dispute, place, names)
    edits = found.merge.edits
    if len(edits):
        st.markdown(f"**{_('{count} changes not saved yet', count=number(len(edits)))}**")
        st.dataframe(
            _in_words(edits, names, table.labels),
            hide_index=True,
            key=f"{table.subject}_edits_read",
        )
    _offer(table, draft, edits, name, readable=not found.unread, names=names)


def _rows(analysis: Analysis, table: RegisterTable) -> pd.DataFrame:
    return analysis.cameras if table.subject == "camera" else analysis.equipment


def _read(analysis: Analysis, table: RegisterTable, draft: Draft, rows: pd.DataFrame) -> Reading:
    return read_draft(
        draft, rows, columns=table.columns, communes=analysis.communes, equipment=analysis.equipment
    )


def _offer(
    table: RegisterTable,
    draft: Draft,
    edits: pd.DataFrame,
    name: str,
    *,
    readable: bool,
    names: dict[str, str],
) -> None:
    """Offer to save the edits, and to discard what was typed."""
    turning = edits if table.subject == "camera" else edits.iloc[:0]
    known, repaired_on = ask_repaired(turning, key=f"table_{table.subject}")
    place = st.container(horizontal=True, vertical_alignment="center")
    label = _("Save {count} changes", count=number(len(edits)))
    key = "save" if table.subject == "camera" else f"save_{table.subject}"
    unsound = edits.empty or not (readable and known)
    if place.button(label, disabled=unsound, type="primary", icon=":material/save:", key=key):
        save(edits, source=_("table"), name=name, subject=table.subject, repaired_on=repaired_on)
    if not draft:
        return
    with place.popover(_("Discard changes"), icon=":material/undo:"):
        _discard(table, draft, names)


def _discard(table: RegisterTable, draft: Draft, names: dict[str, str]) -> None:
    labels = table.labels
    cells = {
        " – ".join(filter(None, (code, names.get(code, ""), labels[column], entry.text))): cell
        for cell, entry in draft.items()
        for code, column in [cell]
    }
    chosen = st.multiselect(
        _("Changes to discard"),
        list(cells),
        key=f"{table.subject}_discarded",
        placeholder=_("Choose the ones to discard"),
    )
    gone = {cells[label] for label in chosen}
    if st.button(_("Discard the chosen ones"), disabled=not gone, key=f"{table.subject}_discard"):
        _renew(table, {cell: entry for cell, entry in draft.items() if cell not in gone})
    count = number(len(draft))
    if st.button(_("Discard all {count}", count=count), key=f"{table.subject}_discard_all"):
        _renew(table, {})


def _renew(table: RegisterTable, draft: Draft) -> None:
    """Hold another draft, and show the table anew with it."""
    keep_draft(table.subject, draft)
    st.session_state["tables_renewed"] = st.session_state.get("tables_renewed", 0) + 1
    st.rerun()


def _ask(
    table: RegisterTable, draft: Draft, dispute: list[Conflict], place: int, names: dict[str, str]
) -> None:
    """Ask which value holds, where somebody else has changed the same field meanwhile."""
    code, gone = dispute[0].subject_id, dispute[0].stored == REMOVED
    now, mine = (_joined(dispute, side) for side in ("stored", "wanted"))
    told = _removed() if gone else _changed(dispute, now, mine, table.labels)
    with st.container(border=True):
        shown = plain(" – ".join(filter(None, (code, names.get(code, ""), told))))
        st.warning(shown, icon=":material/call_merge:")
        choice = st.container(horizontal=True)
        key = f"{table.subject}_conflict_{place}"
        keep = _("Keep mine: {value}", value=plain(mine))
        if not gone and choice.button(keep, key=f"{key}_mine"):
            _renew(table, settled(draft, dispute, mine=True))
        take = _("Discard mine") if gone else _("Take the other: {value}", value=plain(now))
        if choice.button(take, key=f"{key}_other"):
            _renew(table, settled(draft, dispute, mine=False))


def _removed() -> str:
    return _("This row was removed meanwhile; what you typed cannot be saved")


def _changed(dispute: list[Conflict], now: str, mine: str, labels: dict[str, str]) -> str:
    return _(
        "{field} was “{before}”; somebody else has saved “{now}” meanwhile, you typed “{mine}”. "
        "Which holds?",
        field=", ".join(labels[c.field] for c in dispute),
        before=_joined(dispute, "expected"),
        now=now,
        mine=mine,
    )


def _joined(dispute: list[Conflict], side: str) -> str:
    texts = [value_in_words(c.field, getattr(c, side)) for c in dispute if c.stored != REMOVED]
    return ", ".join(filter(None, texts)) or _("(empty)")


def _finding_in_words(found: Finding, code: str, names: dict[str, str]) -> str:
    told = f"{found.message}. {found.suggestion}" if found.suggestion else found.message
    return plain(" – ".join(filter(None, (code, names.get(code, ""), found.column, told))))


def _in_words(edits: pd.DataFrame, names: dict[str, str], labels: dict[str, str]) -> pd.DataFrame:
    """Return what will be written, as history tells it."""
    fields = edits["field"].tolist()
    before, after = (
        [value_in_words(*pair) for pair in zip(fields, edits[side], strict=True)]
        for side in ("before", "after")
    )
    what, ids = edits["field"].map(labels), edits["subject_id"]
    return pd.DataFrame(
        {
            _("Code"): ids,
            _("Name"): ids.map(names),
            _("What"): what,
            _("Before"): before,
            _("After"): after,
        }
    )
