"""Official papers as Word files."""

from argparse import Namespace
from contextlib import nullcontext

import pandas as pd

from gis.analysis.result import Analysis
from gis.cli import Answer, Command
from gis.cli.inputs import add_inputs, analysis_of_options
from gis.cli.outputs import add_confidential, add_out, out_file
from gis.cli.planning import planned
from gis.cli.requests import add_request
from gis.core.clock import now
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.schema import ROUND_COLUMNS, conform
from gis.documents.document import document
from gis.documents.dossier import Dossier, ProposedPlan
from gis.documents.kinds import PLAN_KINDS, STEMS, DocumentKind
from gis.export.files import write_file
from gis.export.weeks import weeks
from gis.store.effective_history import happened
from gis.store.rounds import survey_dates
from gis.store.store import Store
from gis.survey.maintenance import MAINTENANCE_SETTING, read_intervals
from gis.survey.progress import SURVEY


def add(command: Command) -> None:
    """Add the command.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("document", _document, _("an official paper as a Word file"))
    added.add_argument("kind", choices=list(DocumentKind), metavar="KIND", help=_("kind of paper"))
    added.add_argument("--province", action="store_true", help=_("of the whole province"))
    add_out(added)
    add_confidential(added)
    add_inputs(added)
    add_request(added)


def _document(options: Namespace) -> Answer:
    if options.province == (options.commune is not None):
        raise GisError(_("Say of what: --commune CODE or --province"))
    found = analysis_of_options(options)
    dossier = _dossier(options, found)
    money = None if dossier.proposal is None else dossier.proposal.plan.limits.there_vnd
    out = out_file(options, STEMS[options.kind], found, "docx", vnd=money)
    write_file(out, document(options.kind, dossier))
    return {"kind": options.kind, "file": str(out)}, str(out)


def _weeks(analysis: Analysis, store: Store) -> pd.DataFrame:
    return weeks(analysis.cameras, analysis.equipment, happened(store), now=now())


def _dossier(options: Namespace, analysis: Analysis) -> Dossier:
    chosen = None
    if options.kind in PLAN_KINDS:
        todo, plan, asked = planned(options, analysis)
        chosen = ProposedPlan(asked, todo, plan)
    read = nullcontext() if options.cameras else Store(options.store).at_one_moment()
    with read as store:
        dates = survey_dates(store) if store else SURVEY
        return Dossier(
            analysis=analysis,
            commune=options.commune,
            day=now().date(),
            rounds=store.rounds() if store else conform(pd.DataFrame(), ROUND_COLUMNS),
            since=dates["since"],
            deadline=dates["deadline"],
            deadline_name=dates["deadline_name"],
            proposal=chosen,
            intervals=read_intervals(
                overrides=store.setting(MAINTENANCE_SETTING) if store else None
            ),
            weeks=_weeks(analysis, store) if store else None,
            confidential=options.with_confidential,
        )
