"""What was written last; the last write taken back, or done again; the weeks gone by."""

from argparse import Namespace

from gis.analysis.run import in_communes
from gis.cli import Answer, Command, add_who, count, doer
from gis.communes.boundaries import communes_or_schematic
from gis.communes.listing import check_commune
from gis.core.clock import now
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import moment
from gis.export.weeks import of_commune, of_province, weeks
from gis.export.weeks_table import share_seeing, week_headings, weeks_table
from gis.export.writes import Reversal, past, redo_label, reversal, undo_label
from gis.store.effective_history import happened
from gis.store.store import Store
from gis.store.undoing import undo


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
    added = command(
        "weeks", _weeks, _("week by week, how many cameras see and how many were restored")
    )
    added.add_argument(
        "--commune", metavar="CODE", help=_("code of a commune: only what lies in it")
    )


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
    table = past(Store(options.store), limit=options.last)
    lines = [
        " · ".join(filter(None, (moment(row["at"]), row["who"], row["what"], row["source"])))
        for row in table.to_dict("records")
    ]
    return {"changes": table.to_dict("records")}, "\n".join(lines)


def _weeks(options: Namespace) -> Answer:
    communes, store = communes_or_schematic(), Store(options.store)
    check_commune(communes["code"], options.commune)
    every = weeks(
        in_communes(store.cameras(), communes), store.equipment(), happened(store), now=now()
    )
    table = of_province(every) if options.commune is None else of_commune(every, options.commune)
    if table.empty:
        return {"weeks": []}, _("There is no camera yet")
    named = week_headings(table)
    shown = weeks_table(table)[list(named)].rename(columns=named)
    return {"weeks": table.assign(share=share_seeing(table)).to_dict("records")}, shown.to_string(
        index=False
    )
