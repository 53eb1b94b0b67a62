"""What was written last; the last write taken back, or done again; the weeks gone by."""

import datetime as dt
import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import pandas as pd

from gis.analysis.run import in_communes
from gis.cli import Answer, Command, add_who, count, day, doer
from gis.cli.outputs import add_confidential, check_ending, format_of
from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import check_commune
from gis.core.choices import Operation
from gis.core.clock import now
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.changes import (
    CHANGES_LAYER,
    EQUIPMENT_CHANGES,
    changes_layer,
    equipment_changes,
)
from gis.export.file_names import file_name, output_path, place_name
from gis.export.files import encode, write_file
from gis.export.formats import FORMATS
from gis.export.history import moment
from gis.export.weeks import of_commune, of_province, weeks
from gis.export.weeks_table import share_seeing, week_headings, weeks_table
from gis.export.writes import Reversal, past, redo_label, reversal, undo_label
from gis.register.queries import in_commune
from gis.store import tables
from gis.store.effective_history import happened
from gis.store.revisions import changed_rows, revision_before, revision_number
from gis.store.store import Store
from gis.store.undoing import undo
from gis.vocabulary.words import words

# A revision by its number, or by its key, see `Store.revision`.
_REVISION = re.compile(r"(?:[0-9a-f]{8}-)?\d{1,9}")
_CHANGING = {"cameras": tables.camera, "equipment": tables.equipment}


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    for name, again, text in (
        ("undo", False, _("take the last change back")),
        ("redo", True, _("do again what was taken back last")),
    ):
        added = command(name, _reverse, text)
        added.set_defaults(again=again)
        add_who(added)
        added.add_argument("--yes", action="store_true", help=_("even if it changes many rows"))
        added.add_argument(
            "--others", action="store_true", help=_("the last change of all, even if another's")
        )
    added = command("changes", _changes, _("what was written last, newest first"))
    added.add_argument("--last", type=count, default=20, metavar="N", help=_("how many changes"))
    _add_changes_layer(added)
    added = command(
        "weeks", _weeks, _("week by week, how many cameras see and how many were restored")
    )
    added.add_argument(
        "--commune", metavar="CODE", help=_("code of a commune: only what lies in it")
    )


def _add_changes_layer(added: ArgumentParser) -> None:
    """Add what asks for the rows that changed, instead of for the last writes."""
    since = _("which cameras changed since a revision or a day: 57, 04/11/2025")
    added.add_argument("--since", metavar="REVISION|DATE", help=since)
    of = _("of what: cameras (left out), or shared equipment")
    added.add_argument("--of", choices=_CHANGING, default="cameras", help=of)
    until = _("up to a revision or a day, which counts too; left out: until now")
    added.add_argument("--until", metavar="REVISION|DATE", help=until)
    added.add_argument(
        "--commune", metavar="CODE", help=_("code of a commune: only what lies in it")
    )
    added.add_argument("--out", type=Path, help=_("write these rows to a file, too"))
    kinds = _("kind of file; left out: geojson of cameras, csv of equipment")
    added.add_argument("--format", choices=FORMATS, help=kinds)
    add_confidential(added)


def _reverse(options: Namespace) -> Answer:
    store, who = Store(options.store), doer(options)
    found = _chosen(store, who, again=options.again, others=options.others)
    what = (redo_label if options.again else undo_label)(found.what)
    if found.rows > 1 and not options.yes:
        going = _("{what} leave the register", what=found.going_in_words) if found.going else ""
        rows = _("{count} rows change", count=number(found.rows))
        asked = _("Say --yes to do it")
        raise GisError(". ".join(filter(None, (what, rows, going, asked))))
    changed = undo(store, found.revision, who=who)
    answer = {"revision": found.revision, "changed": changed, "what": what}
    return answer, "\n".join([what, _("{count} rows changed", count=number(changed))])


def _chosen(store: Store, who: str, *, again: bool, others: bool) -> Reversal:
    """Return the last write of this person, or of all when others' are asked for."""
    found = reversal(store, again=again, who=None if others else who)
    if found is not None:
        return found
    last = reversal(store, again=again)
    if last is None:
        nothing = _("There is nothing to do again") if again else _("There is nothing to take back")
        raise GisError(nothing)
    raise GisError(
        _(
            "Nothing by {who}; last is: {what}. Say --others to do it all the same",
            who=who,
            what=(redo_label if again else undo_label)(last.what),
        )
    )


def _changes(options: Namespace) -> Answer:
    if options.since is not None:
        return _rows_changed(options)
    if options.out or options.until or options.commune or options.format or options.of != "cameras":
        raise GisError(_("Say since when with --since REVISION or --since DATE"))
    table = past(Store(options.store), limit=options.last)
    lines = [
        " · ".join(filter(None, (moment(row["at"]), row["who"], row["what"], row["source"])))
        for row in table.to_dict("records")
    ]
    return {"changes": table.to_dict("records")}, "\n".join(lines)


def _rows_changed(options: Namespace) -> Answer:
    """Tell how many rows came, went and were changed; write them to a file."""
    communes = communes_or_schematic()
    check_commune(communes["code"], options.commune)
    with Store(options.store).at_one_moment() as store:
        span = _span(store, options)
        table = changed_rows(store, *span, table=_CHANGING[options.of])
    if options.of == "cameras":
        table = in_commune(in_communes(table, communes), options.commune)
    elif options.commune:
        raise GisError(_("Equipment lies in no commune; leave --commune out"))
    counts = {str(one): int((table["operation"] == one).sum()) for one in Operation}
    answer: dict[str, Any] = {"since": span[0], "until": span[1], **counts}
    named = words(Operation)
    lines = [f"{named[one]}: {number(rows)}" for one, rows in counts.items()]
    if options.out is not None or options.format:
        answer["file"] = str(_write_changes(options, store, table, communes, span))
        lines.append(str(answer["file"]))
    return answer, "\n".join(lines)


def _write_changes(
    options: Namespace,
    store: Store,
    table: pd.DataFrame,
    communes: pd.DataFrame,
    span: tuple[int, int],
) -> Path:
    key = store.revision().rpartition("-")[0]
    revisions = (f"{key}-{span[0]}", f"{key}-{span[1]}")
    if options.of == "cameras":
        layer, fmt, secret = CHANGES_LAYER, "geojson", options.with_confidential
        leaving = changes_layer(table, communes, revisions=revisions, confidential=secret)
    else:
        layer, fmt, source = EQUIPMENT_CHANGES, "csv", str(communes.attrs["source"])
        leaving = equipment_changes(table, boundaries=source, revisions=revisions)
    fmt = options.format or format_of(options.out, fmt)
    check_ending(options.out, FORMATS[fmt].ending)
    place, simulated = place_name(communes, options.commune), bool(table["simulated"].any())
    name = file_name(layer, place, FORMATS[fmt].ending, simulated=simulated)
    out = output_path(options.out, name)
    write_file(out, encode(leaving, name=layer, fmt=fmt))
    return out


def _span(store: Store, options: Namespace) -> tuple[int, int]:
    """Return the revisions that are compared; days count whole.

    Raises
    ------
    GisError
        One of them is none, or they stand the wrong way round.
    """
    newest = store.revision()
    since = _revision(store, options.since, days=0)
    until = _revision(store, options.until or newest, days=1)
    if until < since:
        raise GisError(_("--until lies before --since"))
    return since, until


def _revision(store: Store, text: str, *, days: int) -> int:
    """Return the revision that is named, or the last one before the day so many days later."""
    if _REVISION.fullmatch(text):
        return revision_number(store, text)
    if ":" in text:
        raise GisError(_("Days count whole; leave the hour out, or name a revision"))
    try:
        when = dt.date.fromisoformat(day(text)) + dt.timedelta(days=days)
        return revision_before(store, when)
    except (ValueError, OverflowError) as error:  # an empty text, or a day at the end of time
        raise GisError(_("“{text}” is no date; write it as 04/11/2025", text=text)) from error


def _weeks(options: Namespace) -> Answer:
    communes = communes_or_schematic()
    check_commune(communes["code"], options.commune)
    with Store(options.store).at_one_moment() as store:
        cameras = in_communes(store.cameras(), communes)
        every = weeks(cameras, store.equipment(), happened(store), now=now())
    table = of_province(every) if options.commune is None else of_commune(every, options.commune)
    if table.empty:
        return {"weeks": []}, _("There is no camera yet")
    named = week_headings(table)
    shown = weeks_table(table)[list(named)].rename(columns=named)
    return {"weeks": table.assign(share=share_seeing(table)).to_dict("records")}, shown.to_string(
        index=False
    )
