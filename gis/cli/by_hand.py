"""Single cameras by hand: add, copy, propose for disposal, remove with a reason, bring back."""

from argparse import ArgumentParser, Namespace

import geopandas as gpd
import pandas as pd

from gis.cli import Answer, Command, add_who, doer, pairs
from gis.cli.inputs import print_findings, refuse
from gis.communes.boundaries import communes_or_schematic
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS
from gis.export.history import removals_table
from gis.ingest.by_hand import StatedCamera, copied_from, state_camera
from gis.ingest.entries import POSITION
from gis.store.archive import remove, removed, restore
from gis.store.by_hand import add_camera as add_rows
from gis.store.by_hand import propose_disposal
from gis.store.store import Store

_SOURCE = "command"


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("add", _add, _("add a camera, read as a list is"))
    added.add_argument(
        "values",
        nargs="*",
        metavar="COLUMN=VALUE",
        help=_("what the camera's columns hold, written as in a list"),
    )
    added.add_argument("--like", default="", metavar="ID", help=_("copy the rest from this one"))
    added.add_argument("--anyway", action="store_true", help=_("even if there is a camera like it"))
    add_who(added)
    added = command("dispose", _dispose, _("propose cameras for disposal"))
    added.add_argument("ids", nargs="+", metavar="ID", help=_("codes of cameras"))
    added.add_argument("--reason", required=True, help=_("reason, kept with the change"))
    add_who(added)
    added = command("remove", _remove, _("take cameras out, with a reason; they can come back"))
    _add_ids(added)
    added.add_argument("--reason", required=True, help=_("reason, kept with the change"))
    added.add_argument("--free", action="store_true", help=_("free what hangs on the equipment"))
    add_who(added)
    command("removed", _removed, _("what was taken out, when, by whom and why"))
    added = command("bring-back", _bring_back, _("bring back what was taken out"))
    _add_ids(added)
    add_who(added)


def _add_ids(parser: ArgumentParser) -> None:
    ids = _("codes of cameras, with --equipment of equipment")
    parser.add_argument("ids", nargs="+", metavar="ID", help=ids)
    parser.add_argument("--equipment", action="store_true", help=_("codes of equipment"))


def _add(options: Namespace) -> Answer:
    store, communes = Store(options.store), communes_or_schematic()
    cameras = store.cameras()
    texts = pairs(options.values)
    columns = {POSITION, *(column.name for column in CAMERA_COLUMNS)} - {"commune_code"}
    if unknown := texts.keys() - columns:
        raise GisError(_("No column {names}", names=", ".join(sorted(unknown))))
    if options.like and not (cameras["camera_id"] == options.like).any():
        raise GisError(_("There is no camera “{id}”", id=options.like))
    stated = _sound(texts, cameras, communes, options.like)
    if len(stated.alike) and not options.anyway:
        shown = ", ".join(stated.alike["camera_id"].head(5))
        raise GisError(
            _(
                "There may be this camera already: {ids}; add it all the same with --anyway",
                ids=shown,
            )
        )
    count = add_rows(store, stated.row, source=_SOURCE, who=options.who)
    code = stated.row["camera_id"].iloc[0]
    answer = {"camera_id": code, "added": count, "alike": stated.alike.to_dict("records")}
    return answer, _("Added as “{id}”", id=code)


def _sound(
    texts: dict[str, str], cameras: pd.DataFrame, communes: gpd.GeoDataFrame, like: str
) -> StatedCamera:
    base = copied_from(cameras, like) if like else None
    stated = state_camera(texts, communes=communes, known=cameras, base=base)
    print_findings(stated.remarks)
    refuse(stated.unread)
    return stated


def _dispose(options: Namespace) -> Answer:
    store = Store(options.store)
    changed = propose_disposal(
        store, options.ids, reason=options.reason, source=_SOURCE, who=options.who
    )
    return {"changed": changed}, _("{count} rows changed", count=number(changed))


def _remove(options: Namespace) -> Answer:
    changed = remove(
        Store(options.store),
        options.ids,
        reason=options.reason,
        source=_SOURCE,
        who=doer(options),
        subject=_subject(options),
        detach=options.free,
    )
    return {"changed": changed}, _("{count} rows changed", count=number(changed))


def _removed(options: Namespace) -> Answer:
    table = removed(Store(options.store))
    told = removals_table(table, communes_or_schematic())
    lines = _("Nothing has been removed.") if told.empty else told.to_string(index=False)
    return {"removed": table.to_dict("records")}, lines


def _bring_back(options: Namespace) -> Answer:
    changed = restore(
        Store(options.store),
        options.ids,
        source=_SOURCE,
        who=options.who,
        subject=_subject(options),
    )
    return {"changed": changed}, _("{count} rows changed", count=number(changed))


def _subject(options: Namespace) -> str:
    return "equipment" if options.equipment else "camera"
