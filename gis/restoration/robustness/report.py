"""A plan judged by many draws, as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.choices import Certainty
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.uncertainty import LABELLED, OUT
from gis.restoration.plans.plan import Plan
from gis.vocabulary.words import unknown_in_words, words

NAMED = 10
# Between which parts of the draws a weight is told.
LOW, HIGH = 0.05, 0.95
SHARE = ("share", "low", "high")


@dataclass(frozen=True, eq=False)
class RobustnessReport:
    """A plan judged by the plans of many draws.

    `repairs`, by `repair_id`: `share` of the draws whose plan has it, `low high` (between which
    it lies, see `wilson`), `planned` (the plan at hand has it), `certainty` (see `certainties`;
    "" for what surely stays out, and where the draws are too few). `surveys`, what
    could change most first: `camera_id` or `repair_id` (the other ""), `unknown` (list of
    columns), `could_change` and `could_change_repairs` (the weight that hangs on the repairs that
    enter or leave the plan because of it, and their number, see `uncertainty.could_change`), and
    for cameras `low_weight high_weight`, what it may see that no other working camera does.
    `draws`: how many; `impossible`: how many of them no plan could keep to what is asked.
    `gains`: what the plan at hand brings back in each, were all of it done.
    """

    repairs: pd.DataFrame
    surveys: pd.DataFrame
    draws: int
    impossible: int
    gains: NDArray[np.float64] = field(default_factory=lambda: np.zeros(1))

    @property
    def gain(self) -> tuple[float, float, float]:
        """Return 5 %, the mean and 95 % of what the plan at hand brings back."""
        low, high = np.quantile(self.gains, [LOW, HIGH])
        return float(low), float(self.gains.mean()), float(high)

    def in_words(self, lines: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
        """Return the lines of a plan, each with its `certainty`, `share` and its range."""
        told = self.repairs[["certainty", *SHARE]].to_dict("index")
        return [line | dict(told[line["id"]]) for line in lines]

    @property
    def few(self) -> bool:
        """Tell whether there are too few draws for labels."""
        return self.draws < LABELLED and bool((self.repairs["low"] < self.repairs["high"]).any())

    @property
    def entering(self) -> pd.DataFrame:
        """Return what the plan at hand has not, but that of some draws, surest first."""
        others = self.repairs[~self.repairs["planned"] & (self.repairs["share"] > OUT)]
        return others.sort_values("share", ascending=False, kind="stable")

    def as_dict(self) -> dict[str, Any]:
        """Return the draws, what else may enter the plan, and the surveys as plain values."""
        entering = self.entering.rename_axis("id").reset_index()
        return {
            "draws": self.draws,
            "impossible_draws": self.impossible,
            **dict(zip(("gain_low", "gain_mean", "gain_high"), self.gain, strict=True)),
            "entering": entering[["id", "certainty", *SHARE]].to_dict("records"),
            "surveys": [
                {name: value for name, value in row.items() if value != ""}
                for row in self.surveys.to_dict("records")
                if row["could_change"] > 0
            ],
        }


def gain_sentence(plan: Plan, report: RobustnessReport) -> str:
    """Say what a plan brings back in most draws, beside what it does by the register.

    Parameters
    ----------
    plan
        The plan at hand: its objective is what the register says.
    report
        What `judge` gives of it.

    Returns
    -------
    str
        One sentence: 5 %, the mean and 95 % in weight × months.
    """
    low, mean, high = (number(value, 1) for value in report.gain)
    return _(
        "In 9 of 10 draws this plan brings back weight {low} to {high}, {mean} on average; "
        "by what the register says, {listed}.",
        low=low,
        high=high,
        mean=mean,
        listed=number(plan.solution.objective, 1),
    )


def share_range_text(row: Mapping[Any, Any]) -> str:
    """Return a share in per cent, with the range it lies in: ``94 (90–97)``.

    Parameters
    ----------
    row
        `share low high`, each from 0 to 1.

    Returns
    -------
    str
        In %; without the range where it is a point.
    """
    share, low, high = (number(100 * row[name]) for name in SHARE)
    return share if low == high else f"{share} ({low}–{high})"


def few_sentence() -> str:
    """Say why nothing has a label."""
    return _(
        "Fewer than {count} draws: too few to call a repair certain or likely.",
        count=number(LABELLED),
    )


def robustness_lines(plan: Plan, report: RobustnessReport) -> list[str]:
    """Tell how sure each repair of a plan is, and what to find out first, line by line.

    Parameters
    ----------
    plan
        The plan at hand.
    report
        What `judge` gives of it.

    Returns
    -------
    list of str
        A heading, a line for each repair, what comes back, and the surveys that could change most;
        plain text.
    """
    names = words(Certainty)
    told = [_("Of {draws} draws of what is not known:", draws=number(report.draws))]
    told += [
        _(
            "{id}: {certainty} (in the plan in {share} % of the draws)",
            id=line["id"],
            certainty=names.get(line["certainty"], "–"),
            share=share_range_text(line),
        )
        for line in report.in_words(plan.lines[["id"]].to_dict("records"))
    ]
    told.append(gain_sentence(plan, report))
    if report.few:
        told.append(few_sentence())
    if report.impossible:
        told.append(
            _("In {count} draws nothing can keep to what is asked", count=number(report.impossible))
        )
    first = report.surveys[report.surveys["could_change"] > 0].head(NAMED)
    told += [_("Find out first:")] if len(first) else []
    return told + [
        _(
            "{id}: {unknown}; could move weight {weight} of the plan",
            id=row["camera_id"] or row["repair_id"],
            unknown=unknown_in_words(row["unknown"]),
            weight=number(row["could_change"], 2),
        )
        for row in first.to_dict("records")
    ]
