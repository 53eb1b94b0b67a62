"""What packages bring, as tables and sentences: one row a commune, one row a change."""

from collections.abc import Iterable

import pandas as pd

from gis.core.choices import RoundState
from gis.core.language import _
from gis.packages.arrivals import Arrival
from gis.packages.comparison import TableComparison
from gis.packages.records import Age
from gis.store.changes import FIELDS
from gis.vocabulary.words import words

# So many digits of a seal are read out on the telephone.
SEAL_DIGITS = 12
# Figures of the analysis shown then and now.
PACKAGE_FIGURES = ("cameras", "up", "surveyed", "lost_weight")
CHANGES = ["subject", "what", *FIELDS]


def age_words() -> dict[str, str]:
    """Return how a package can stand to the one before."""
    return {
        Age.FIRST: _("first package"),
        Age.NEWER: _("newer package"),
        Age.SAME: _("loaded already"),
        Age.OLDER: _("older than the one loaded"),
    }


def package_change_words() -> dict[str, str]:
    """Return what can become of a row or a value."""
    return {
        "new": _("new in the package"),
        "gone": _("gone from the package"),
        "changed": _("changed by the commune"),
        "kept": _("changed by the province; stays"),
        "conflict": _("changed by both"),
    }


def packages_table(arrivals: Iterable[Arrival]) -> pd.DataFrame:
    """Return one row a package.

    Parameters
    ----------
    arrivals
        What `look` gives.

    Returns
    -------
    code, commune, age, last_day, last_who, day, who, step, seal
        Which package, and which was loaded last.
    new, changed, gone, states, equipment
        Numbers of cameras, of their changes of state, and of rows of equipment.
    conflicts, kept, recoded
        Numbers of values both have changed, of those only the province has, and of codes that
        another commune has already.
    papers, plan_vnd
        Number of signed documents; what the chosen plan costs, NaN where there is none.
    cameras_then, cameras_now, …
        `PACKAGE_FIGURES`, of the package before and of this one.
    """
    return pd.DataFrame([_row(arrival) for arrival in arrivals])


def _row(arrival: Arrival) -> dict[str, object]:
    about, last, cameras = arrival.parcel.about, arrival.last, arrival.cameras
    now, then = arrival.parcel.content.figures, last.figures if last else {}
    sides = arrival.comparisons.values()
    figures = {
        f"{f}_{when}": told.get(f, float("nan"))
        for f in PACKAGE_FIGURES
        for when, told in (("then", then), ("now", now))
    }
    return {
        "code": about.commune_code,
        "commune": about.commune,
        "age": str(arrival.age),
        "last_day": last.day if last else "",
        "last_who": last.who if last else "",
        "day": about.day,
        "who": about.who,
        "step": str(about.step),
        "seal": arrival.parcel.seal[:SEAL_DIGITS],
        "new": len(cameras.new),
        "changed": cameras.edits["subject_id"].nunique(),
        "gone": len(cameras.gone),
        "states": int((cameras.edits["field"] == "status").sum()),
        "equipment": _rows_touched(arrival.equipment),
        "conflicts": sum(len(side.conflicts) for side in sides),
        "kept": sum(len(side.kept) for side in sides),
        "recoded": sum(map(len, arrival.codes.values())),
        "papers": len(arrival.parcel.content.papers),
        "plan_vnd": _plan_vnd(arrival),
    } | figures


def _plan_vnd(arrival: Arrival) -> float:
    plan = arrival.parcel.content.plan
    cost = None if plan is None else plan["result"].get("cost_vnd")
    return float("nan") if cost is None else float(cost)


def _rows_touched(side: TableComparison) -> int:
    return len(side.new) + len(side.gone) + side.edits["subject_id"].nunique()


def package_changes(arrival: Arrival) -> pd.DataFrame:
    """Return all that a package changes: `CHANGES`; `what` is one of `package_change_words`.

    Parameters
    ----------
    arrival
        What one package brings.

    Returns
    -------
    DataFrame
        `CHANGES`, all text, a row each new or missing row and each differing field; `what` is one
        of `package_change_words`. Of a conflict, `before` is the province's value and `after` the
        commune's.
    """
    parts = [pd.DataFrame(columns=CHANGES, dtype=object)]
    for table, side in arrival.comparisons.items():
        whole = [("new", code) for code in side.new] + [("gone", code) for code in side.gone]
        rows = pd.DataFrame(whole, columns=["what", "subject_id"], dtype=object)
        parts.append(rows.assign(field="", before="", after="", subject=table.name))
        valued = {"changed": side.edits, "kept": side.kept, "conflict": side.conflicts}
        for what, edits in valued.items():
            parts.append(edits[FIELDS].assign(subject=table.name, what=what))
    return pd.concat(parts, ignore_index=True)[CHANGES]


def package_remarks(arrival: Arrival, *, boundaries: str) -> list[str]:
    """Return what must be said of a package beside its numbers.

    Parameters
    ----------
    arrival
        What one package brings.
    boundaries
        Where the province's own came from: ``official`` or ``schematic``.

    Returns
    -------
    list of str
        One sentence each; empty where nothing is to be said.
    """
    about = arrival.parcel.about
    drawn = {"official": _("official"), "schematic": _("schematic")}
    told = []
    if arrival.age == Age.OLDER and arrival.last is not None:
        told.append(
            _(
                "older than the package of {day} that is loaded; it is left out unless asked for",
                day=arrival.last.day,
            )
        )
    if about.step not in (RoundState.APPROVED, RoundState.REPORTED):
        told.append(
            _(
                "the chair has not approved it (step: {step}); the round stays open",
                step=words(RoundState)[about.step],
            )
        )
    if about.simulated:
        told.append(_("the data are simulated"))
    if about.boundaries != boundaries:
        told.append(
            _(
                "its figures rest on other boundaries ({theirs}) than those here ({ours})",
                theirs=drawn.get(about.boundaries, about.boundaries),
                ours=drawn.get(boundaries, boundaries),
            )
        )
    for codes in arrival.codes.values():
        told += [
            _(
                "“{code}” is the code of another commune's row; here it is called “{here}”",
                code=code,
                here=here,
            )
            for code, here in codes.items()
        ]
    return told
