"""What people have typed into tables and not saved yet, kept until they save or discard it.

A draft is held by code and column, with what stood there when it was typed: another search,
another page, or somebody else's save moves no entry to another row. It is a small file beside
the store, under a key that only its visitor's address bears.
"""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.core.clock import now
from gis.core.errors import GisError
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.schema import Column
from gis.export.history import value_in_words
from gis.ingest.entries import DEGREES, IMPLIED, POSITION, columns_of_entry, read_entries
from gis.store.changes import FIELDS, REMOVED, as_text
from gis.store.editing import Conflict, edits_of
from gis.store.merging import Merge, merge

MOST_DRAFT_BYTES = 1_000_000
MOST_FILES = 500
DAYS = 30
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed into a cell; `seen`: what stood, as text, in every field it may change."""

    text: str
    seen: Mapping[str, str]


# Code of a row, column → what was typed there.
Draft = dict[Cell, Entry]


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as it is read: what it would save now, and what keeps parts of it from being saved.

    Attributes
    ----------
    merge
        The edits that can be saved, and the conflicts.
    unread
        What no column could take: (code of the row, what is to be said).
    remarks
        What is worth knowing of what can be saved, alike.
    """

    merge: Merge
    unread: list[tuple[str, Finding]]
    remarks: list[tuple[str, Finding]]


def typed_into(row: pd.Series, column: str, text: str) -> Entry:
    """Return the entry of a text that was typed into a column of a row as it was shown.

    Parameters
    ----------
    row
        As it was shown, in canonical columns and their types.
    column
        A canonical name, or `POSITION` for both halves of it.
    text
        As it was typed, not read yet.

    Returns
    -------
    Entry
        It remembers what stood in every field the text may change.
    """
    fields = [f for f in (*columns_of_entry(column), *IMPLIED) if f in row.index]
    return Entry(text, {field: as_text(row[field]) for field in fields})


def read_draft(
    draft: Draft,
    stored: pd.DataFrame,
    *,
    columns: tuple[Column, ...],
    communes: gpd.GeoDataFrame,
    equipment: pd.DataFrame,
) -> Reading:
    """Read a draft of the rows of one table, whose first of `columns` is their code.

    Parameters
    ----------
    draft
        Of one table.
    stored
        The rows of now, in the canonical columns.
    columns
        Those of the table.
    communes
        `code name full_name` and polygons, WGS 84: a position is placed in them.
    equipment
        Canonical columns: what links may name.

    Returns
    -------
    Reading
        Nothing to save where the draft is empty.
    """
    code = columns[0].name
    if not draft:
        return Reading(Merge(pd.DataFrame(columns=FIELDS), []), [], [])
    texts, seen = _texts(draft), _seen(draft, columns)
    entries = read_entries(
        texts.drop(columns="code").reset_index(drop=True),
        communes if POSITION in texts else None,
        columns=columns,
        equipment=equipment,
        homes=_homes(texts["code"], stored.set_index(code)),
    )
    edits = edits_of(entries, seen.reset_index(names=code), code=code)
    told = [
        [(str(texts["code"].iloc[f.row]), f) for f in found]
        for found in (entries.unread, entries.remarks)
    ]
    return Reading(merge(edits, stored, code=code), *told)


def _homes(codes: pd.Series, stored: pd.DataFrame) -> pd.Series:
    """Return the commune code of each row of a draft, "" where none is known."""
    known = stored.get("commune_code", pd.Series(dtype=object))
    return known.reindex(codes).fillna("").reset_index(drop=True)


def _texts(draft: Draft) -> pd.DataFrame:
    """Return what was typed, a row a code, None where nothing was."""
    rows: dict[str, dict[str, str]] = {}
    for (code, column), entry in draft.items():
        rows.setdefault(code, {})[column] = entry.text
    table = pd.DataFrame(list(rows.values()), dtype=object)
    return table.astype(object).where(table.notna(), None).assign(code=list(rows))


def _seen(draft: Draft, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return what was seen, a row a code in the order of `_texts`; of two the entry's own."""
    seen: dict[str, dict[str, str]] = {}
    for (code, _column), entry in draft.items():
        seen[code] = {**entry.seen, **seen.get(code, {})}
    for (code, column), entry in draft.items():
        seen[code] |= {f: entry.seen[f] for f in columns_of_entry(column) if f in entry.seen}
    names = [c.name for c in columns[1:]]
    table = pd.DataFrame.from_dict(seen, orient="index", dtype=object).reindex(columns=names)
    return table.where(table.notna(), "")


def without_settled(draft: Draft, reading: Reading) -> Draft:
    """Return the draft without entries that say what is stored already.

    Parameters
    ----------
    draft
        As it was read.
    reading
        What `read_draft` made of it.

    Returns
    -------
    dict
        The entries that would change something, are in conflict, or stand in a row of which
        something could not be read.
    """
    edits = reading.merge.edits
    open_ = set(zip(edits["subject_id"].astype(str), edits["field"].astype(str), strict=True))
    open_ |= {(c.subject_id, c.field) for c in reading.merge.conflicts}
    owners = {_owner(draft, code, field) for code, field in open_}
    unread = {code for code, _finding in reading.unread}
    return {cell: entry for cell, entry in draft.items() if cell in owners or cell[0] in unread}


def disputes(draft: Draft, conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """Return conflicts by the entry they are about: both halves of a position are one question.

    Parameters
    ----------
    draft
        As it was read.
    conflicts
        Of `Reading.merge`.

    Returns
    -------
    list
        One conflict each, two of a position; in the order of `conflicts`.
    """
    found: dict[object, list[Conflict]] = {}
    for conflict in conflicts:
        cell = _owner(draft, conflict.subject_id, conflict.field)
        halves = cell is not None and cell[1] == POSITION
        found.setdefault(cell if halves else conflict, []).append(conflict)
    return list(found.values())


def settled(draft: Draft, dispute: Sequence[Conflict], *, mine: bool) -> Draft:
    """Return the draft once it is decided whose value of a field holds, one's own or the other.

    Parameters
    ----------
    draft
        As it was read.
    dispute
        One of `disputes`.
    mine
        Whether what was typed holds; else what is stored.

    Returns
    -------
    dict
        A new draft; the draft itself where no entry of it is about the field.
    """
    conflict = dispute[0]
    cell = _owner(draft, conflict.subject_id, conflict.field)
    if cell is None:
        return draft
    entry = draft[cell]
    if mine:
        seen = {**entry.seen, **{c.field: c.stored for c in dispute}}
        return {**draft, cell: replace(entry, seen=seen)}
    left = {known: held for known, held in draft.items() if known != cell}
    if conflict.stored == REMOVED or conflict.field in columns_of_entry(cell[1]):
        return left
    # What another entry says beside its own is taken back alone.
    return {**left, cell: replace(entry, text=_bare(entry, cell[1]))}


def _bare(entry: Entry, column: str) -> str:
    """Return what an entry says of its own column alone, as people write it."""
    read = read_entries(pd.DataFrame({column: [entry.text]}))
    return value_in_words(column, as_text(read.of(0).get(column)))


def _owner(draft: Draft, code: str, field: str) -> Cell | None:
    """Return the cell whose entry changes a field."""
    position = (POSITION,) if field in DEGREES else ()
    sayers = (field, *position, "status", "fault_part", "cause", "azimuth_deg")
    return next(((code, name) for name in sayers if (code, name) in draft), None)


class Drafts:
    """The drafts of all visitors, files in one folder; a draft is found by its key alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, key: str) -> dict[str, Draft]:
        """Return the drafts kept under a key, by table; none under a key that is none."""
        if not _KEY.fullmatch(key):
            return {}
        try:
            rows = json.loads(self._file(key).read_text("utf-8"))
            drafts: dict[str, Draft] = {}
            for table, code, column, text, seen in rows:
                stood = {str(field): str(value) for field, value in seen.items()}
                drafts.setdefault(str(table), {})[code, column] = Entry(str(text), stood)
        except (OSError, ValueError, TypeError, AttributeError):
            return {}
        return drafts

    def keep(self, drafts: Mapping[str, Draft], key: str = "") -> str:
        """Keep drafts under a key, a new one if none is given; return it, "" when none is left.

        Raises
        ------
        GisError
            They are too large, or cannot be written.
        """
        rows = [
            (table, *cell, entry.text, dict(entry.seen))
            for table, draft in drafts.items()
            for cell, entry in draft.items()
        ]
        if not rows:
            if _KEY.fullmatch(key):
                self._file(key).unlink(missing_ok=True)
            return ""
        text = json.dumps(rows, ensure_ascii=False)
        if len(text) > MOST_DRAFT_BYTES:
            raise GisError(_("Too much is unsaved; save before typing more"))
        key = key if _KEY.fullmatch(key) else secrets.token_urlsafe(16)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._file(key).exists():
                self._make_room()
            beside = self._file(key).with_suffix(f".{secrets.token_hex(4)}")
            try:
                beside.write_text(text, "utf-8")
                beside.replace(self._file(key))
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            message = _("What is unsaved cannot be kept beyond this page; save it soon")
            raise GisError(message) from error
        return key

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _make_room(self) -> None:
        """Delete the drafts nobody has touched for long, and the oldest of too many."""
        oldest = now().timestamp() - DAYS * 86_400
        with suppress(FileNotFoundError):  # another visitor's request was faster
            ages = sorted(((f.stat().st_mtime, f) for f in self.folder.iterdir()), reverse=True)
            for place, (touched, file) in enumerate(ages):
                if place >= MOST_FILES or touched < oldest:
                    file.unlink()
