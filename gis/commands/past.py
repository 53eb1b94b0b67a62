"""What was written last; the last write taken back, or done again."""

from argparse import Namespace

from gis.commands import Answer, Command, count
from gis.errors import GisError
from gis.export.history import moment
from gis.export.writes import past, redo_label, reversal, undo_label
from gis.language import _
from gis.numbers import number
from gis.store.store import Store
from gis.store.undoing import undo


def add(command: Command) -> None:
    """Add the commands."""
    for name, again, text in (
        ("undo", False, _("take the last change back")),
        ("redo", True, _("do again what was taken back last")),
    ):
        added = command(name, _reverse, text)
        added.set_defaults(again=again)
        added.add_argument("--who", default="")
        added.add_argument("--yes", action="store_true", help=_("even if it changes many rows"))
    added = command("changes", _changes, _("what was written last, newest first"))
    added.add_argument("--last", type=count, default=20, metavar="N")


def _reverse(options: Namespace) -> Answer:
    store = Store(options.store)
    found = reversal(store, again=options.again)
    if found is None:
        raise GisError(
            _("There is nothing to do again")
            if options.again
            else _("There is nothing to take back")
        )
    what = (redo_label if options.again else undo_label)(found.what)
    if found.rows > 1 and not options.yes:
        going = _("{what} leave the register", what=found.going_in_words) if found.going else ""
        rows = _("{count} rows change", count=number(found.rows))
        asked = _("Say --yes to do it")
        raise GisError(". ".join(filter(None, (what, rows, going, asked))))
    changed = undo(store, found.revision, who=options.who)
    answer = {"revision": found.revision, "changed": changed, "what": what}
    return answer, "\n".join([what, _("{count} rows changed", count=number(changed))])


def _changes(options: Namespace) -> Answer:
    table = past(Store(options.store), limit=options.last)
    lines = [" · ".join(filter(None, (moment(row["at"]), row["who"], row["what"], row["source"])))
             for row in table.to_dict("records")]  # fmt: skip
    return {"changes": table.to_dict("records")}, "\n".join(lines)
