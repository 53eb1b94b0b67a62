"""The columns of a commune's survey: who drafted, approved, reported or returned it, and when."""

from gis.core.choices import RoundState
from gis.core.language import _
from gis.core.schema.column import Column, choice_column, date_column, text_column

# One row per commune.
ROUND_COLUMNS: tuple[Column, ...] = (
    text_column("commune_code", lambda: _("Commune code")),
    choice_column(
        "state", lambda: _("Step of the survey"), RoundState, unstated=RoundState.NOT_STARTED
    ),
    text_column("drafted_by", lambda: _("Survey drafted by")),
    date_column("drafted_on", lambda: _("Survey drafted on")),
    text_column("approved_by", lambda: _("Survey approved by")),
    date_column("approved_on", lambda: _("Survey approved on")),
    text_column("reported_by", lambda: _("Survey reported by")),
    date_column("reported_on", lambda: _("Survey reported on")),
    text_column("returned_by", lambda: _("Survey returned by")),
    date_column("returned_on", lambda: _("Survey returned on")),
    text_column("returned_for", lambda: _("Reason of the return")),
    text_column("note", lambda: _("Note")),
)
