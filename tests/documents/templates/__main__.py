"""The source of the standard templates: ``python -m tests.documents.templates data/templates``."""

import sys
from pathlib import Path

from tests.documents.templates import commune, plan, province

PAPERS = {
    paper.__name__: paper
    for paper in (
        commune.review,
        plan.proposal,
        plan.decision,
        plan.estimate,
        commune.maintenance,
        commune.inspection,
        commune.handover,
        commune.acceptance,
        province.report,
        province.reminder,
        province.standards,
    )
}


def write(folder):
    """Write the template of every kind of paper into a folder."""
    for kind, paper in PAPERS.items():
        paper().save(folder / f"{kind}.docx")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
