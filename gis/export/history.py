"""What happened to a camera, in words: when, by whom, from which file."""

import datetime as dt

import pandas as pd

from gis.communes.listing import commune_names
from gis.core.choices import RoundState
from gis.core.dates import date
from gis.core.language import _, in_every_language
from gis.core.numbers import in_one_way, number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ROUND_COLUMNS, ColumnType
from gis.register.availability import DOWN
from gis.store.changes import REASON, UNDO, undone
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import value_words, words

_COLUMNS = {c.name: c for c in (*ROUND_COLUMNS, *EQUIPMENT_COLUMNS, *CAMERA_COLUMNS)}


def history_table(events: pd.DataFrame) -> pd.DataFrame:
    """Return events (see `store.editing.history`) as a table to read, newest first."""
    labels = column_words() | {"": _("whole row"), REASON: _("Reason")}
    newest = events.iloc[::-1]
    rows = zip(newest["field"], newest["before"], newest["after"], strict=True)
    told = [_in_words(field, before, after) for field, before, after in rows]
    return pd.DataFrame(
        {
            _("When"): newest["at"].map(moment),
            _("Who"): newest["who"],
            _("From"): newest["source"].map(source_in_words),
            _("What"): newest["field"].map(lambda f: labels.get(f, f)),
            _("Before"): [before for before, _after in told],
            _("After"): [after for _before, after in told],
        }
    ).reset_index(drop=True)


def history_tables(events: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return events of one code as tables to read, by what bears it where that is two things.

    Parameters
    ----------
    events
        All of one code, see `store.editing.history`.

    Returns
    -------
    dict of DataFrame
        By what bears the code, in words; by "" where that is one thing.
    """
    parts = dict(iter(events.groupby("subject")))
    if len(parts) < 2:
        return {"": history_table(events)}
    code = f"“{events['subject_id'].iloc[0]}”"
    names = {"camera": _("camera {id}", id=code), "equipment": _("equipment {id}", id=code)}
    return {names[str(subject)]: history_table(part) for subject, part in parts.items()}


def removals_table(removed: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Return what was taken out (see `store.archive.removed`) as a table to read.

    Parameters
    ----------
    removed
        `subject_id name commune_code at who reason`.
    communes
        `code` and `full_name`.

    Returns
    -------
    DataFrame
        Texts under headings in the language of the reader, in the same order.
    """
    names = commune_names(communes)
    return pd.DataFrame(
        {
            _("Code"): removed["subject_id"],
            _("Name"): removed["name"],
            _("Commune"): removed["commune_code"].map(names).fillna(""),
            _("When"): removed["at"].map(moment),
            _("Who"): removed["who"],
            _("Reason"): removed["reason"],
        }
    )


def changes_table(changed: pd.DataFrame) -> pd.DataFrame:
    """Return `camera_id name field before after` of what a write would change, as people read it.

    Fields that nobody fills by hand are left out.

    Parameters
    ----------
    changed
        All text, a row a field.

    Returns
    -------
    DataFrame
        Texts under headings in the language of the reader, in the same order.
    """
    labels = column_words()
    shown = changed[changed["field"].isin([*labels])]
    rows = list(zip(shown["field"], shown["before"], shown["after"], strict=True))
    return pd.DataFrame(
        {
            _("Code"): shown["camera_id"],
            _("Name"): shown["name"],
            _("What"): shown["field"].map(labels),
            _("Before"): [value_in_words(field, before) for field, before, _after in rows],
            _("After"): [value_in_words(field, after) for field, _before, after in rows],
        }
    ).reset_index(drop=True)


def moment(at: str) -> str:
    """Write a stored moment in the time of this place: 04/11/2025 08:30.

    Parameters
    ----------
    at
        ISO, with its offset from UTC.

    Returns
    -------
    str
        Day, month and year, hours and minutes, in the time zone of the machine.
    """
    return dt.datetime.fromisoformat(at).astimezone().strftime("%d/%m/%Y %H:%M")


def source_in_words(source: str) -> str:
    """Name where a write came from: a page, a program, a setting; a file stays as it is called.

    Of a write that takes another back, that it does.
    """
    if undone(source) is None:
        by_hand = {told: place for words in in_every_language(_pages) for place, told in words}
        known = setting_words() | _programs()
        kind = source.partition(":")[0]
        page = by_hand.get(source)
        return dict(_pages())[page] if page else known.get(source) or known.get(kind, source)
    return _("undone") if source.startswith(UNDO) else _("done again")


def setting_words() -> dict[str, str]:
    """Return what is kept as a setting, by the first part of its name, in words."""
    return {
        "survey": _("days of the survey"),
        "maintenance": _("intervals of maintenance"),
        "weights": _("weights of places"),
        "prices": _("prices of repairs"),
        "buildings": _("buildings that hide what is behind them"),
        "water": _("waters of the map"),
        "layouts": _("meaning of headings"),
        "words": _("meaning of words"),
        "scenario": _("kept plan"),
        "chosen_plan": _("chosen plan"),
        "restored": _("restored from a backup"),
        "equipment_work": _("work on shared equipment"),
        "two_cameras": _("two cameras, not one listed twice"),
        "no_keeper": _("no managing body needed"),
    }


def _programs() -> dict[str, str]:
    """Return what writes without a file, in words."""
    return {
        "equipment_work:surveyed": _("survey of shared equipment"),
        "equipment_work:repaired": _("repair of shared equipment"),
        "equipment_work:accepted": _("acceptance of a repair"),
        "merge": _("two records made one"),
        "demo": _("simulated data"),
        "remove_simulated": _("simulated data removed"),
        "command": _("command line"),
    }


def _pages() -> list[tuple[str, str]]:
    """Return where people write by hand: a name, and how it is noted in the current language."""
    return [
        ("by hand", _("by hand")),
        ("table", _("table")),
        ("map", _("map")),
        ("maintenance", _("maintenance")),
        ("bulk change", _("bulk change")),
    ]


def _in_words(field: str, before: str, after: str) -> tuple[str, str]:
    if field:
        return value_in_words(field, before), value_in_words(field, after)
    return ("", _("added")) if after == "created" else ("", _("removed"))


def value_in_words(field: str, text: str) -> str:
    """Return a stored value, given as text, the way people read it.

    Parameters
    ----------
    field
        The canonical column the value is of; another one: the value stays.
    text
        The value as events have it; "" for none.

    Returns
    -------
    str
        Choices by their word, numbers and dates as they are written here.
    """
    column = _COLUMNS.get(field)
    if column is None or not text:
        return text
    if column.holds is ColumnType.CHOICE:
        return value_words(field).get(text, text)
    if column.holds is ColumnType.NUMBER:
        return number(float(text)) if column.is_money else in_one_way(float(text))
    return date(text) if column.holds is ColumnType.DATE else text


def broken_since(events: pd.DataFrame, status: str) -> str:
    """Say since when a camera of this state is known not to work, by whom, from which file.

    A camera that came into the register so is known since then. Empty when it works.

    Parameters
    ----------
    events
        Of one camera, oldest first, see `store.editing.history`.
    status
        Its state today.

    Returns
    -------
    str
        One sentence.
    """
    states = events[(events["field"] == "status") | (events["field"] == "")]
    if status not in DOWN or states.empty:
        return ""
    last = states.iloc[-1]
    return _(
        "{state} since {when}, recorded by {who} from {source}",
        state=value_in_words("status", status),
        when=moment(last["at"]),
        who=last["who"] or _("unknown"),
        source=source_in_words(last["source"]),
    )


def steps_table(events: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of a round as a table to read, newest first.

    Parameters
    ----------
    events
        Of one commune, oldest first, see `store.editing.history`.

    Returns
    -------
    DataFrame
        Texts under headings in the language of the reader; a step that was taken back has no
        reason.
    """
    mine = events[events["subject"] == "survey_round"]
    steps = mine[mine["field"] == "state"].drop_duplicates("revision", keep="last").iloc[::-1]
    reasons = mine[mine["field"].isin(["note", "returned_for"]) & (mine["after"] != "")]
    reason = reasons.drop_duplicates("revision", keep="last").set_index("revision")["after"]
    back = steps["source"].map(undone).notna()
    told = steps["after"].map(words(RoundState))
    return pd.DataFrame(
        {
            _("When"): steps["at"].map(moment),
            _("Who"): steps["who"],
            _("Step"): told.mask(back, told.map(lambda step: _("undone: {step}", step=step))),
            _("Reason"): steps["revision"].map(reason).fillna("").mask(back, ""),
        }
    ).reset_index(drop=True)
