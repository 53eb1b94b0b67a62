"""A kept plan as it lies in the store: written with a version, older ones carried over."""

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from gis.analysis.result import ViewTerms
from gis.core.clock import today
from gis.core.errors import GisError
from gis.core.language import _
from gis.coverage.levels import DENSITY_PX_PER_M, LIGHTS
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, as_values, request_from_values

SCENARIO_VERSION = 2
SCENARIO_FIGURES = (
    "cost_vnd",
    "monthly_vnd",
    "covered_weight_before",
    "covered_weight_after",
    "own_weight",
    "gap",
)
_Values = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Scenario:
    """A plan kept under a name in a commune (None: the province).

    `key`: where it lies in the store. `request`: what was asked; `terms`: how cameras were looked
    at, None where an older version did not note it. `result`: `SCENARIO_FIGURES` (VND, VND a month,
    weights;
    `gap` from 0 to 1), `lines` (of each repair `id`, `target`, `name`, `cost_vnd`; "" or None where
    not noted), `cameras` (how many), `day` (ISO), `who`. `wrong`: why it cannot be read; all else
    is then empty.
    """

    key: str
    name: str
    commune: str | None = None
    request: Request | None = None
    terms: ViewTerms | None = None
    result: _Values = field(default_factory=dict)
    wrong: str = ""

    @property
    def parsed_request(self) -> Request:
        """Return what was asked.

        Raises
        ------
        GisError
            The plan cannot be read.
        """
        if self.request is None:
            raise GisError(self.wrong)
        return self.request


def to_record(name: str, request: Request, plan: Plan, terms: ViewTerms, *, who: str) -> _Values:
    """Return a plan of today as plain values.

    Raises
    ------
    GisError
        Its conditions could not be read again.
    """
    figures = {name: value for name, value in plan.as_dict().items() if name in SCENARIO_FIGURES}
    lines = plan.lines.filter(["id", "target", "name", "cost_vnd"]).to_dict("records")
    values = as_values(request)
    request_from_values(values)
    return {
        "version": SCENARIO_VERSION,
        "name": name,
        "request": values,
        "terms": asdict(terms),
        "result": figures
        | {"lines": lines, "cameras": len(plan.restored), "day": today(), "who": who},
    }


def from_record(key: str, name: str, value: Any) -> Scenario:
    """Return the plan that lies in the store; one that cannot be read says why.

    `name`: what it is called where the value does not say so.
    """
    plain = value if isinstance(value, dict) else {}
    name, version = str(plain.get("name", name)), plain.get("version", 1)
    if isinstance(version, int) and version > SCENARIO_VERSION:
        wrong = _(
            "It was kept by a newer version of this program ({version}): update the "
            "program to open it",
            version=version,
        )
        return Scenario(key, name, wrong=wrong)
    try:
        plain = plain if version == SCENARIO_VERSION else _OLDER[version](plain)
        request = request_from_values(plain["request"])
        terms = None if plain["terms"] is None else _terms(plain["terms"])
        result = _result(plain["result"])
    except (GisError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        wrong = _("It is damaged and cannot be opened ({what}); it can be removed", what=error)
        return Scenario(key, name, wrong=wrong)
    return Scenario(key, name, request.commune, request, terms, result)


def _from_1(plain: _Values) -> _Values:
    """Carry over what noted neither terms nor what each repair cost."""
    lines = [{"id": i, "name": "", "cost_vnd": None} for i in plain["result"]["repairs"]]
    return {
        "request": plain["request"],
        "terms": None,
        "result": plain["result"] | {"lines": lines},
    }


_OLDER: dict[int, Callable[[_Values], _Values]] = {1: _from_1}


def _terms(plain: _Values) -> ViewTerms:
    terms = ViewTerms(**plain)
    if terms.level not in DENSITY_PX_PER_M or terms.light not in LIGHTS:
        raise ValueError(f"{terms.level}, {terms.light}")
    return ViewTerms(terms.level, terms.light, bool(terms.live_only))


def _result(plain: _Values) -> _Values:
    # What cameras count for themselves was not noted at first.
    figures = {name: float(({"own_weight": 0.0} | plain)[name]) for name in SCENARIO_FIGURES}
    if not all(map(math.isfinite, figures.values())):
        raise ValueError(figures)
    return figures | {
        "lines": [_line(line) for line in plain["lines"]],
        "cameras": int(plain["cameras"]),
        "day": dt.date.fromisoformat(plain["day"]).isoformat(),
        "who": str(plain["who"]),
    }


def _line(plain: _Values) -> _Values:
    cost = plain["cost_vnd"]
    return {
        "id": str(plain["id"]),
        "target": str(plain.get("target", "")),
        "name": str(plain["name"]),
        "cost_vnd": None if cost is None else float(cost),
    }
