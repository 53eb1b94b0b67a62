"""The deadline of the province in its papers: the day, and the paper that set it."""

import pandas as pd
import pytest

from gis.core.choices import RoundState
from gis.core.schema import ROUND_COLUMNS, conform
from gis.documents.document import document
from gis.documents.kinds import DocumentKind
from gis.documents.province import province_report
from tests.documents.dossiers import BROKEN, dossier
from tests.documents.papers import text

PAPER = "Công văn số 12/UBND-NC ngày 24/11/2026"


@pytest.mark.parametrize("kind", [DocumentKind.REPORT, DocumentKind.REMINDER])
def test_the_paper_that_set_the_deadline_is_named(kind):
    told = text(
        document(kind, dossier(BROKEN, commune=None, deadline="2026-12-31", deadline_name=PAPER))
    )
    assert f"ngày 31/12/2026, theo {PAPER}." in told
    assert "ngày 31/12/2026." in text(
        document(kind, dossier(BROKEN, commune=None, deadline="2026-12-31"))
    )


def test_a_returned_commune_is_among_those_that_have_not_drafted():
    found = dossier(BROKEN, commune=None)
    code = found.analysis.communes["code"].iloc[0]
    rounds = pd.DataFrame([{"commune_code": code, "state": RoundState.RETURNED}])
    object.__setattr__(found, "rounds", conform(rounds, ROUND_COLUMNS))
    steps = province_report(found)["steps"]
    communes = len(found.analysis.communes)
    assert steps["returned"] == "1"
    assert sum(int(steps[s]) for s in ("not_started", "drafted", "approved", "reported")) == (
        communes
    )
