"""Report packages: a commune's made, looked into, and many loaded by the province."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import pandas as pd

from gis.cli import Answer, Command, add_who
from gis.cli.outputs import add_confidential, add_out, check_confidential, out_file
from gis.communes.boundaries import communes_or_schematic
from gis.core.clock import now, today
from gis.core.errors import FileError, GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.export.files import write_file
from gis.packages.arrivals import Arrival, look, open_packages
from gis.packages.comparison import Choice
from gis.packages.loading import LoadingTerms, load_all
from gis.packages.package import Content, pack_package, seal, unpack_package
from gis.packages.records import Age
from gis.packages.summary import (
    SEAL_DIGITS,
    age_words,
    package_changes,
    package_remarks,
    packages_table,
)
from gis.runtime.reporting import commune_report
from gis.runtime.snapshot import Snapshot, Snapshots
from gis.store.store import Store


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    added = command("package", _package, _("report packages between communes and province"))
    added.add_argument(
        "action",
        choices=["make", "show", "load"],
        help=_("make a package, show what packages hold, load them into the store"),
    )
    added.add_argument("files", nargs="*", type=Path, help=_("show, load: the packages"))
    added.add_argument("--commune", metavar="CODE", help=_("make: whose package"))
    add_out(added)
    add_confidential(added)
    added.add_argument(
        "--paper",
        type=Path,
        action="append",
        default=[],
        help=_("make: a signed paper to go along, .docx or .pdf"),
    )
    add_who(added)
    added.add_argument("--dry-run", action="store_true", help=_("load: show, write nothing"))
    added.add_argument(
        "--conflicts",
        choices=list(Choice),
        default=Choice.PROVINCE,
        help=_("load: whose value counts where both have changed it"),
    )
    added.add_argument(
        "--older", action="store_true", help=_("load: take in packages older than those loaded")
    )


def _package(options: Namespace) -> Answer:
    if options.action != "make" and not options.files:
        raise GisError(_("Say which packages: the files behind the command"))
    actions = {"make": _make, "show": _show, "load": _load}
    return actions[options.action](options)


def _make(options: Namespace) -> Answer:
    if not options.commune:
        raise GisError(_("Say whose package: --commune CODE"))
    taken, content = _commune_report(options)
    check_confidential(content.cameras, options)
    out = out_file(options, "package", taken.analysis, "zip")
    data = pack_package(content)
    unpack_package(data, out.name)  # what could not be read again is told to its maker
    write_file(out, data)
    sealed = seal(data, out.name)
    answer = {"file": str(out), "cameras": len(content.cameras), "seal": sealed}
    return answer, _(
        "{cameras} cameras in {file}; seal {seal}",
        cameras=number(len(content.cameras)),
        file=out,
        seal=sealed[:SEAL_DIGITS],
    )


def _commune_report(options: Namespace) -> tuple[Snapshot, Content]:
    """Return a package's content, and the snapshot of the same revision it comes from."""
    snapshots = Snapshots(options.store)
    papers = {path.name: _bytes(path) for path in options.paper}
    asked: dict[str, Any] = {"who": options.who, "day": now().date(), "papers": papers}
    while True:
        taken = snapshots.current()
        content = commune_report(taken.analysis, snapshots.store, options.commune, **asked)
        if content.about.revision == taken.tables.revision:  # nobody wrote between the two
            return taken, content


def _show(options: Namespace) -> Answer:
    rows = [_content(path) for path in options.files]
    return {"packages": rows}, pd.DataFrame(rows).to_string(index=False)


def _content(path: Path) -> dict[str, Any]:
    data = _bytes(path)
    content = unpack_package(data, path.name)
    about = content.about
    return {
        "file": path.name,
        "code": about.commune_code,
        "commune": about.commune,
        "day": about.day,
        "who": about.who,
        "step": str(about.step),
        "simulated": about.simulated,
        "program": about.program,
        "cameras": len(content.cameras),
        "equipment": len(content.equipment),
        "plan": content.plan is not None,
        "papers": len(content.papers),
        "seal": seal(data, path.name)[:SEAL_DIGITS],
    }


def _load(options: Namespace) -> Answer:
    store, communes = Store(options.store), communes_or_schematic()
    files = [(path.name, _bytes(path)) for path in options.files]
    parcels, refusals = open_packages(files, communes, today=today())
    parcels.sort(key=lambda parcel: parcel.about.commune_code)
    source = communes.attrs.get("source", "official")
    if options.dry_run:
        return _in_words(look(store, parcels), [0] * len(parcels), refusals, source)
    how = LoadingTerms(otherwise=Choice(options.conflicts), older=options.older)
    loaded, more = load_all(store, parcels, who=options.who, today=today(), terms=how)
    arrivals, rows = [a for a, _rows in loaded], [rows for _a, rows in loaded]
    return _in_words(arrivals, rows, [*refusals, *more], source)


def _in_words(arrivals: list[Arrival], rows: list[int], refusals: list[str], source: str) -> Answer:
    if not arrivals:
        raise GisError("; ".join(refusals))
    table = packages_table(arrivals)
    said = {a.parcel.about.commune: package_remarks(a, boundaries=source) for a in arrivals}
    answer = {
        "packages": table.assign(rows=rows).to_dict("records"),
        "changes": {
            a.parcel.about.commune_code: package_changes(a).to_dict("records")
            for a in arrivals
            if a.age != Age.SAME
        },
        "remarks": said,
        "refused": refusals,
    }
    lines = [table.assign(age=table["age"].map(age_words())).to_string(index=False)]
    lines += [f"{commune}: {text}" for commune, texts in said.items() for text in texts]
    lines += refusals
    lines.append(_("{count} rows changed", count=number(sum(rows))))
    return answer, "\n".join(lines)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("{file}: the file cannot be opened; check its path", file=path)
        raise FileError(message) from error
