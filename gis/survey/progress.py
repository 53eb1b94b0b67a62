"""How far has the survey come, commune by commune, and what is missing?"""

import pandas as pd

from gis.core.choices import RoundState, Status
from gis.core.schema import ROUND_COLUMNS, conform
from gis.register.queries import located

STALE_DAYS = 90
# What holds until the province sets other days: from when surveys count; when they are due, by
# which paper; who set it, on which day.
SURVEY = {"since": "2025-11-04", "deadline": "", "deadline_name": "", "by": "", "on": ""}
# What the order asks for of every camera.
SURVEYED_COLUMNS = ("status", "custodian", "origin", "azimuth_deg", "kind")


def stale(surveyed_on: pd.Series, *, today: str, days: int = STALE_DAYS) -> pd.Series:
    """Tell which cameras nobody has looked at for so many days, or ever.

    Parameters
    ----------
    surveyed_on
        ISO dates, "" for never.
    today
        ISO date.
    days
        How many days a survey holds.

    Returns
    -------
    Series
        Flags, on the same index.
    """
    seen = pd.to_datetime(surveyed_on.mask(surveyed_on == "", None), errors="coerce")
    return ~(seen >= pd.Timestamp(today) - pd.Timedelta(days=days))


def progress(
    cameras: pd.DataFrame, rounds: pd.DataFrame, codes: pd.Series, *, since: str, today: str
) -> pd.DataFrame:
    """Return the state of the survey, one row per commune in the order of `codes`.

    Parameters
    ----------
    cameras
        Canonical columns.
    rounds
        `schema.ROUND_COLUMNS`; a commune without a row has not started.
    codes
        Codes of the communes, each once.
    since
        ISO date from which a survey counts for this round.
    today
        ISO date.

    Returns
    -------
    commune_code, state, drafted_by, …
        As `rounds`.
    cameras, surveyed, stale
        Numbers of views: all, looked at since the day, not seen for `STALE_DAYS`.
    not_located, unknown, missing
        Views without position, of unknown state, lacking any of `SURVEYED_COLUMNS`.
    """
    table = conform(pd.DataFrame({"commune_code": codes.to_numpy()}), ROUND_COLUMNS)
    known = rounds.set_index("commune_code")
    for column in known:
        told = table["commune_code"].map(known[column])
        table[column] = told.where(told.notna(), table[column])
    counted = survey_flags(cameras, since=since, today=today).astype(int)
    counts = counted.groupby(cameras["commune_code"]).sum()
    return table.join(counts.reindex(codes).fillna(0).astype(int).reset_index(drop=True))


def survey_flags(cameras: pd.DataFrame, *, since: str, today: str) -> pd.DataFrame:
    """Tell of each camera (the same index) in which numbers of `progress` it is counted.

    Parameters
    ----------
    cameras
        Canonical columns.
    since
        ISO date from which a survey counts for this round.
    today
        ISO date.

    Returns
    -------
    DataFrame
        Flags `cameras surveyed stale not_located unknown missing`.
    """
    return pd.DataFrame(
        {
            "cameras": True,
            "surveyed": (cameras["surveyed_on"] >= since) & (cameras["surveyed_on"] != ""),
            "stale": stale(cameras["surveyed_on"], today=today),
            "not_located": ~located(cameras),
            "unknown": cameras["status"] == Status.UNKNOWN,
            "missing": lacking(cameras) != "",
        },
        index=cameras.index,
    )


def lacking(cameras: pd.DataFrame) -> pd.Series:
    """Return, per camera, the columns of `SURVEYED_COLUMNS` not filled in, `;`-separated.

    Parameters
    ----------
    cameras
        Canonical columns.

    Returns
    -------
    Series
        On the same index; "" where all is filled in. An unknown state is not.
    """
    blank = pd.DataFrame({c: cameras[c].isna() | (cameras[c] == "") for c in SURVEYED_COLUMNS})
    blank["status"] |= cameras["status"] == Status.UNKNOWN
    joined = pd.Series("", cameras.index, dtype=str)
    for column in SURVEYED_COLUMNS:
        joined = joined.where(~blank[column], joined + column + ";")
    return joined.str.rstrip(";")


NEXT = {
    RoundState.NOT_STARTED: RoundState.DRAFTED,
    RoundState.RETURNED: RoundState.DRAFTED,
    RoundState.DRAFTED: RoundState.APPROVED,
    RoundState.APPROVED: RoundState.REPORTED,
}
# The steps that were submitted to somebody, who may return them.
SUBMITTED = (RoundState.DRAFTED, RoundState.APPROVED, RoundState.REPORTED)


def advance(row: pd.Series, *, who: str, today: str, why: str = "") -> pd.DataFrame:
    """Return the edits that take a commune's round one step along the chain of duty.

    Parameters
    ----------
    row
        One of `progress`.
    who
        Who takes the step.
    today
        ISO date of the step.
    why
        The reason for going on although something is missing, kept as the note of the step.

    Returns
    -------
    DataFrame
        Edits as `store.editing` takes them: `subject_id field before after`; none when the round is
        already reported.
    """
    state = RoundState(row["state"])
    if state not in NEXT:
        return _edits(row, {})
    step = NEXT[state]
    return _edits(row, {"state": step, f"{step}_by": who, f"{step}_on": today, "note": why})


def send_back(row: pd.Series, *, who: str, today: str, why: str) -> pd.DataFrame:
    """Return the edits that return a submitted round to the commune police with a reason.

    The chain goes on from the first step: who had drafted, approved and reported is left to the
    history.

    Parameters
    ----------
    row
        One of `progress`.
    who
        Who returns it.
    today
        ISO date.
    why
        The reason, for those who drafted it.

    Returns
    -------
    DataFrame
        Edits as `store.editing` takes them: `subject_id field before after`; none when nothing was
        submitted.
    """
    if row["state"] not in SUBMITTED:
        return _edits(row, {})
    values = {
        "state": RoundState.RETURNED,
        "returned_by": who,
        "returned_on": today,
        "returned_for": why,
        "note": "",
    }
    return _edits(row, values | {f"{step}_{end}": "" for step in SUBMITTED for end in ("by", "on")})


def _edits(row: pd.Series, values: dict[str, str]) -> pd.DataFrame:
    edits = [
        {"subject_id": row["commune_code"], "field": field, "before": row[field], "after": str(v)}
        for field, v in values.items()
        if row[field] != str(v) or (field == "note" and v)  # the same reason, given again
    ]
    return pd.DataFrame(edits, columns=["subject_id", "field", "before", "after"])
