"""What a write changed, in a sentence; and what it means to take it back or do it again."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.export.history import setting_words, source_in_words, value_in_words
from gis.store import undoing
from gis.store.changes import CREATED, REDO, REMOVED, UNDO, undone
from gis.store.editing import recent_changes
from gis.store.store import Store
from gis.store.tables import setting
from gis.store.writes import DEEDS, RENAMED, SIMULATED, settings_changed, summed_up_writes
from gis.vocabulary.labels import column_words

_FIELDS_NAMED = 4
# The state first, then as columns stand in the register.
_FIELDS = ("status", *dict.fromkeys(c.name for c in (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS)))
_NAMES = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Reversal:
    """A write that can be taken back, or done again.

    `revision`: what `store.undoing.undo` is given. `what`: the write in a sentence. `rows`: how
    many rows change. `going`: how many of them leave the register, `going_in_words`: which.
    `by`: the name it was written under.
    """

    revision: int
    what: str
    rows: int
    going: int
    going_in_words: str
    by: str

    @property
    def author(self) -> str:
        """Return who wrote it, in words."""
        return self.by or _("somebody without a name")


def reversal(store: Store, *, again: bool = False, who: str | None = None) -> Reversal | None:
    """Return what would be taken back next, or done again; None when there is nothing.

    Parameters
    ----------
    store
        The register.
    again
        What was taken back last, to be done again.
    who
        Only of what was written under this name; None for whoever's.

    Returns
    -------
    Reversal or None
        Nothing is changed.

    Raises
    ------
    StoreError
        The database cannot be reached.
    """
    found = undoing.standing(store)
    revisions = found.redo if again else found.undo
    if who is not None:
        revisions = [r for r in revisions if is_same_name(found.authors[r], who)]
    if not revisions:
        return None
    revision = revisions[-1]
    inverted = summed_up_writes(store, [revision])
    gone = inverted[(inverted["deed"] == CREATED) & (inverted["subject"] != setting.name)]
    named = [_noun(*row) for row in gone[["subject", "rows", "first"]].itertuples(index=False)]
    going = int(gone["rows"].sum())
    what = _sentence(store, found.origins[revision])
    by = found.authors[revision]
    return Reversal(revision, what, _rows(inverted), going, ", ".join(named), by)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are one person's; nobody's name is nobody's own."""
    plain = [" ".join(unicodedata.normalize("NFC", n).casefold().split()) for n in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]


def past(store: Store, *, limit: int) -> pd.DataFrame:
    """Return the last writes, newest first: `revision at who source what`, the last in words.

    Parameters
    ----------
    store
        The register.
    limit
        How many writes at most.

    Returns
    -------
    DataFrame
        `at` is UTC, ISO; `source` is empty of what takes another write back.
    """
    last, found = recent_changes(store, limit=limit), undoing.standing(store)
    origins = last["revision"].map(found.origins).fillna(last["revision"]).astype(int)
    what = origins.map(deeds(store, origins.unique().tolist()))
    gone = last["source"].str.startswith(UNDO) & last["source"].map(undone).notna()
    anew = last["source"].str.startswith(REDO) & last["source"].map(undone).notna()
    said = what.mask(gone, what.map(undo_label)).mask(anew, what.map(redo_label))
    return last[["revision", "at", "who"]].assign(
        source=last["source"].map(source_in_words).mask(gone | anew, ""), what=said
    )


def undo_label(what: str) -> str:
    """Say that something is taken back.

    Parameters
    ----------
    what
        The write in a sentence.

    Returns
    -------
    str
        What stands on a button, or in a list of writes.
    """
    return _("Undo: {what}", what=what)


def redo_label(what: str) -> str:
    """Say that something taken back is done again.

    Parameters
    ----------
    what
        The write in a sentence.

    Returns
    -------
    str
        What stands on a button, or in a list of writes.
    """
    return _("Redo: {what}", what=what)


def deeds(store: Store, revisions: Collection[int]) -> dict[int, str]:
    """Return, in words, what each write did."""
    parts = summed_up_writes(store, revisions)
    settings = settings_changed(store, revisions)
    return {
        int(str(revision)): _deeds(write, settings[settings["revision"] == revision])
        for revision, write in parts.groupby("revision")
    }


def _rows(parts: pd.DataFrame) -> int:
    """Return how many rows a write touched."""
    whole = parts[parts["deed"].isin([CREATED, REMOVED])]["rows"].sum()
    renamed = parts[parts["deed"] == RENAMED].groupby("subject")["rows"].sum()
    changed = parts.groupby("subject")["changed"].max()
    return int(whole + pd.concat([renamed, changed], axis=1).max(axis=1).sum())


def _deeds(parts: pd.DataFrame, settings: pd.DataFrame) -> str:
    rows = parts[parts["subject"] != setting.name]
    said = [_part(table) for _key, table in rows.groupby(["subject", _sort(rows)])]
    return "; ".join([*said, _settings(settings)] if len(settings) else said)


def _sentence(store: Store, revision: int) -> str:
    """Say what a write did, who wrote it and when."""
    first = summed_up_writes(store, [revision]).iloc[0]
    when = dt.datetime.fromisoformat(first["at"]).astimezone()
    return _(
        "{what}, by {who} at {time} on {day}",
        what=deeds(store, [revision])[revision],
        who=first["who"] or _("somebody without a name"),
        time=when.strftime("%H:%M"),
        day=when.strftime("%d/%m/%Y"),
    )


def _sort(parts: pd.DataFrame) -> pd.Series:
    """Return what each part is told together with: fields of a table are one deed."""
    return parts["deed"].where(parts["deed"].isin(DEEDS), "fields")


def _part(parts: pd.DataFrame) -> str:
    first = parts.iloc[0]
    if first["deed"] not in DEEDS:
        return _changed(parts)
    what = _noun(first["subject"], first["rows"], first["first"])
    match first["deed"]:
        case str(deed) if deed == SIMULATED:
            return _("remove the simulated data")
        case str(deed) if deed == RENAMED:
            return _("give another code to {what}", what=what)
        case str(deed) if deed == CREATED:
            return _("add {what}", what=what)
    return _("remove {what}", what=what)


def _changed(parts: pd.DataFrame) -> str:
    """Tell which fields of a table's rows were changed; of a single row also the values."""
    order = {field: -place for place, field in enumerate(reversed(_FIELDS))}
    parts = parts.assign(order=parts["deed"].map(order)).sort_values(
        ["rows", "order"], ascending=[False, True]
    )
    first = parts.iloc[0]
    named = parts.head(_FIELDS_NAMED)
    single = first["changed"] == 1
    fields = [_field(row, values=single) for row in named.to_dict("records")]
    what = _noun(first["subject"], first["changed"], first["first"])
    more = ["…"] if len(parts) > len(named) else []
    return _("change {what} ({fields})", what=what, fields=", ".join([*fields, *more]))


def _field(row: Mapping[Hashable, str], *, values: bool) -> str:
    field = row["deed"]
    label = column_words().get(field, field)
    if not values:
        return label.lower() if label[1:].islower() else label
    before, after = (
        value_in_words(field, row[side]) or _("(empty)") for side in ("before", "after")
    )
    return f"{label}: {_short(before)} → {_short(after)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _noun(subject: str, rows: int, first: str) -> str:
    """Name rows of a table: by their number, a single one by its code."""
    code, count = f"“{_short(first)}”", number(rows)
    single = rows == 1
    match subject:
        case "camera":
            return _("camera {id}", id=code) if single else _("{count} cameras", count=count)
        case "equipment":
            return (
                _("equipment {id}", id=code)
                if single
                else _("{count} pieces of equipment", count=count)
            )
        case "demand":
            return _("{count} places and roads", count=count)
        case "survey_round":
            return (
                _("the survey of commune {id}", id=code)
                if single
                else _("the surveys of {count} communes", count=count)
            )
    return _("{count} rows", count=count)


def _settings(changed: pd.DataFrame) -> str:
    """Name the settings a write changed, and what in them where it is little."""
    named = [_setting(row) for row in changed.head(_NAMES).to_dict("records")]
    more = ["…"] if len(changed) > len(named) else []
    return _("change the settings: {names}", names=", ".join([*named, *more]))


def _setting(row: Mapping[Hashable, str]) -> str:
    kind, *rest = row["subject_id"].split(":")
    name = setting_words().get(kind, _short(kind))
    name = f"{name} “{_short(rest[-1])}”" if rest and rest[-1] else name
    values = _values_changed(row["before"], row["after"])
    if len(values) == 1:
        return f"{name}: {' → '.join(map(_value, values[0]))}"
    return _("{name} ({count} values)", name=name, count=number(len(values))) if values else name


def _value(value: object) -> str:
    return _short(_day(str(value))) if value not in (None, "") else _("(empty)")


def _day(text: str) -> str:
    return date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def _values_changed(before: str, after: str) -> list[tuple[object, object]]:
    """Return the values in which two settings differ; none where they are no lists of values."""
    try:
        old, new = json.loads(before), json.loads(after)
    except ValueError:
        return []
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return []
    names = sorted(old.keys() | new.keys())
    return [(old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)]
