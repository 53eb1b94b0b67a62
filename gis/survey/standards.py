"""Which technical rules does a camera meet? Rules are data, with source and date of effect."""

from pathlib import Path

import numpy as np
import pandas as pd

from gis.core.choices import YesNo
from gis.core.paths import DATA

RULES = DATA / "standards.csv"
MET, FAILED, UNKNOWN, EXEMPT = "met", "failed", "unknown", "exempt"


def read_rules(path: Path = RULES) -> pd.DataFrame:
    """Read the rules: `rule column test value binds_made_from effective_on source`.

    Parameters
    ----------
    path
        CSV with a row a rule.

    Returns
    -------
    DataFrame
        `rule column test value binds_made_from effective_on source`; days are ISO dates, "" for
        none. `test` is ``yes`` (the column says so) or ``least`` (the number is at least `value`).
        With `binds_made_from`, only cameras made or imported from that day on are bound.
    """
    text = ["binds_made_from", "effective_on", "source"]
    return pd.read_csv(path, dtype=dict.fromkeys(text, str)).fillna(dict.fromkeys(text, ""))


def check(cameras: pd.DataFrame, rules: pd.DataFrame, *, today: str) -> pd.DataFrame:
    """Return, on the cameras' index, one column per rule in force: met, failed, unknown, exempt.

    A camera made before a rule binds is exempt: it never fails it. Where the day it was
    made is not stated, the day it was installed serves as the latest it can be.

    Parameters
    ----------
    cameras
        Canonical columns; those the rules name.
    rules
        See `read_rules`.
    today
        ISO date: rules that come into force later are left out.

    Returns
    -------
    DataFrame
        Texts, a column each rule by its name.
    """
    in_force = rules[rules["effective_on"].fillna("") <= today]
    return pd.DataFrame(
        {rule["rule"]: _outcome(cameras, rule) for _place, rule in in_force.iterrows()},
        index=cameras.index,
    )


def _outcome(cameras: pd.DataFrame, rule: pd.Series) -> pd.Series:
    values = cameras[rule["column"]]
    if rule["test"] == "least":
        stated, met = values.notna(), values >= float(rule["value"])
    else:
        stated, met = values != "", values == YesNo.YES
    outcome = np.select([~stated, met], [UNKNOWN, MET], default=FAILED)
    result = pd.Series(outcome, cameras.index, dtype=str)
    binds_from = rule["binds_made_from"]
    return _bound(result, cameras, binds_from) if binds_from else result


def _bound(outcome: pd.Series, cameras: pd.DataFrame, day: str) -> pd.Series:
    made, installed = cameras["made_on"], cameras["installed_on"]
    older = ((made != "") & (made < day)) | ((made == "") & (installed != "") & (installed < day))
    unsure = ~older & (made == "")
    # Installed later says nothing of when it was made: it may be older, so it does not fail.
    return outcome.mask(unsure & (outcome == FAILED), UNKNOWN).mask(older, EXEMPT)


def share_met(outcomes: pd.DataFrame, commune_code: pd.Series) -> pd.DataFrame:
    """Return by commune code, for each rule: `{rule}_met`, `{rule}_bound`, `{rule}_unknown`.

    Parameters
    ----------
    outcomes
        What `check` gives.
    commune_code
        Of each camera, on the same index.

    Returns
    -------
    DataFrame
        Index `commune_code`, numbers of cameras; those exempt are not bound.
    """
    counts = {}
    for rule in outcomes:
        counts[f"{rule}_met"] = outcomes[rule] == MET
        counts[f"{rule}_bound"] = outcomes[rule] != EXEMPT
        counts[f"{rule}_unknown"] = outcomes[rule] == UNKNOWN
    return pd.DataFrame(counts, index=outcomes.index).astype(int).groupby(commune_code).sum()


def ask_of_replacement(rules: pd.DataFrame, outcomes: pd.DataFrame) -> pd.Series:
    """Return, per camera, the rules a replacement must meet that this one is not known to.

    Parameters
    ----------
    rules
        See `read_rules`; names are told in their order.
    outcomes
        What `check` gives.

    Returns
    -------
    Series
        On the index of the cameras: names joined by ``;``, "" for none. What exempts this camera
        does not exempt a new one.
    """
    lacking = outcomes.isin([FAILED, UNKNOWN, EXEMPT])
    names = np.array(outcomes.columns)
    order = [rule for rule in rules["rule"] if rule in set(names)]
    asked = pd.Series("", outcomes.index)
    for rule in order:
        asked += np.where(lacking[rule], f"{rule};", "")
    return asked.str.removesuffix(";")
