"""What a paper speaks of: the analysis of one day, of a commune or of the province."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from gis.analysis.result import Analysis
from gis.export.confidential import released
from gis.register.queries import in_commune
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.survey.maintenance import read_intervals


@dataclass(frozen=True, eq=False)
class ProposedPlan:
    """The plan that papers propose: what was asked, what it was chosen from, what it is.

    Attributes
    ----------
    request
        What was asked of the plan; amounts in đồng.
    work
        The repairs it was chosen from, and what each brings back.
    plan
        What it is.
    """

    request: Request
    work: Work
    plan: Plan


@dataclass(frozen=True, eq=False)
class Dossier:
    """The analysis that papers speak of, on one day.

    Attributes
    ----------
    analysis
        Of the whole province.
    commune
        Its code, None for the province.
    day
        The day the paper bears.
    rounds
        `schema.ROUND_COLUMNS`.
    since
        The day from which a survey counts, ISO.
    deadline, deadline_name
        That of the province, ISO, "" when none is set; the paper that set it.
    proposal
        The plan it proposes, None for none.
    intervals
        See `read_intervals`.
    weeks
        Those gone by of all communes, see `export.weeks`; None where they are not told.
    confidential
        Lists and maps hold the cameras marked so, too; numbers count them always.
    """

    analysis: Analysis
    commune: str | None
    day: dt.date
    rounds: pd.DataFrame
    since: str
    deadline: str = ""
    deadline_name: str = ""
    proposal: ProposedPlan | None = None
    intervals: pd.DataFrame = field(default_factory=read_intervals)
    weeks: pd.DataFrame | None = None
    confidential: bool = False

    @cached_property
    def cameras(self) -> pd.DataFrame:
        """Return the analysed cameras the paper speaks of."""
        return in_commune(self.analysis.cameras, self.commune)

    @cached_property
    def listed(self) -> pd.DataFrame:
        """Return the cameras that its lists and maps show."""
        return released(self.cameras, self.cameras, confidential=self.confidential)

    @cached_property
    def place(self) -> pd.Series:
        """Return the commune: `code name kind full_name`.

        Raises
        ------
        KeyError
            The paper speaks of the province.
        """
        communes = self.analysis.communes.set_index("code", drop=False)
        place: pd.Series = communes.loc[self.commune]
        return place
