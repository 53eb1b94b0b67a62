"""A commune's survey round, taken one step along the chain of duty, or returned."""

import pandas as pd

from gis.core.errors import StoreError
from gis.core.language import _
from gis.core.schema import ROUND_COLUMNS
from gis.store import tables
from gis.store.editing import apply, edit
from gis.store.store import Store
from gis.store.submissions import save_submission
from gis.store.writing import writing
from gis.survey.progress import SURVEY, advance, send_back

DATES = "survey"


def advance_round(
    store: Store, row: pd.Series, *, who: str, today: str, why: str = "", content: bytes = b""
) -> int:
    """Take the round of a commune one step on; `row`: one of `survey.progress.progress`.

    Parameters
    ----------
    store
        The register.
    row
        One of `survey.progress.progress`, as it was shown.
    who
        Who takes the step.
    today
        ISO date of the step.
    why
        The reason for going on although something is missing; kept with the step.
    content
        The package of what is submitted, kept as it is in the same write.

    Returns
    -------
    int
        How many rows changed: 0 when the round is already reported.

    Raises
    ------
    StaleEditError
        Somebody else has taken the step meanwhile.
    StoreError
        Nobody says who takes the step.
    """
    _ask_name(who)
    code, simulated = row["commune_code"], store.is_simulated()
    if code not in set(store.rounds()["commune_code"]):
        begun = pd.DataFrame([row[[c.name for c in ROUND_COLUMNS]]])
        store.save(rounds=begun, source=DATES, who=who, simulated=simulated)
    edits = advance(row, who=who, today=today, why=why)
    with writing(store.engine, source=DATES, who=who) as write:
        apply(write, tables.survey_round, edits)
        if content and len(edits):
            step = edits.set_index("field")["after"]["state"]
            save_submission(write, commune=code, step=step, content=content, simulated=simulated)
        return write.rows


def return_round(store: Store, row: pd.Series, *, who: str, today: str, why: str) -> int:
    """Return a submitted round to the commune police, with a reason.

    Parameters
    ----------
    store
        The register.
    row
        One of `survey.progress.progress`, as it was shown.
    who
        Who returns it.
    today
        ISO date.
    why
        The reason, for those who drafted it.

    Returns
    -------
    int
        How many rows changed: 0 when nothing was submitted.

    Raises
    ------
    StaleEditError
        Somebody else has taken a step meanwhile.
    StoreError
        Nobody says who returns it, or why.
    """
    _ask_name(who)
    if not why.strip():
        raise StoreError(_("State why it is returned: who drafted it must know what to mend"))
    edits = send_back(row, who=who, today=today, why=why.strip())
    return edit(store, edits, subject=tables.survey_round.name, source=DATES, who=who)


def survey_dates(store: Store) -> dict[str, str]:
    """Return the days the province has set, see `survey.progress.SURVEY`.

    Parameters
    ----------
    store
        The register.

    Returns
    -------
    dict
        `since`, `deadline` and `deadline_name`; days are ISO dates, "" for none. Where they were
        set also `by` and `on`.
    """
    return SURVEY | (store.setting(DATES) or {})


def set_dates(
    store: Store, *, since: str, deadline: str, deadline_name: str = "", who: str, today: str
) -> None:
    """Set from when surveys count, when they are due and by which paper; all days ISO.

    Parameters
    ----------
    store
        The register.
    since
        From when surveys count; "" for the usual day.
    deadline
        When they are due; "" for no day.
    deadline_name
        The paper that says so; kept only with a deadline.
    who
        Who sets them.
    today
        The day they are set.

    Raises
    ------
    StoreError
        Nobody says who sets them, or surveys would be due before they count.
    """
    _ask_name(who)
    if deadline and deadline < since:
        raise StoreError(_("The deadline lies before the day from which surveys count"))
    name = " ".join(deadline_name.split()) if deadline else ""
    chosen = {"since": since or SURVEY["since"], "deadline": deadline, "deadline_name": name}
    store.set(DATES, chosen | {"by": who.strip(), "on": today}, who=who.strip())


def _ask_name(who: str) -> None:
    if not who.strip():
        raise StoreError(_("Say who does this: a step of the duty chain needs a name"))
