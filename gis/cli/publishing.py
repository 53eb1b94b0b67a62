"""Results as tables beside a register in PostgreSQL, and who may read them."""

from argparse import Namespace

from gis.cli import Answer, Command
from gis.cli.inputs import print_findings
from gis.core.language import _
from gis.core.numbers import number
from gis.export.postgis.definitions import ROLES_FILE
from gis.export.postgis.refresh import check_database
from gis.runtime.publishing import publish
from gis.runtime.snapshot import Snapshots


def add(command: Command) -> None:
    """Add the commands.

    Parameters
    ----------
    command
        Adds a command and returns its parser.
    """
    command("publish", _publish, _("refresh the tables of results in a PostgreSQL store"))
    text = _("SQL that makes the role gis_reader, which reads results and no confidential camera")
    command("roles", _roles, text)


def _roles(_options: Namespace) -> Answer:
    script = ROLES_FILE.read_text("utf-8")
    return {"sql": script}, script


def _publish(options: Namespace) -> Answer:
    snapshots = Snapshots(options.store)
    check_database(snapshots.store)
    done = publish(snapshots.store, snapshots.current())
    print_findings(done.findings)
    answer = {
        "revision": done.revision,
        "refreshed": not done.is_newer,
        "written": done.written,
        "removed": done.removed,
        "findings": [finding.as_dict() for finding in done.findings],
    }
    revision, rows = number(done.revision), sum(done.written.values())
    if done.is_newer:
        return answer, _("The tables are of revision {revision} already", revision=revision)
    told = _(
        "Revision {revision}: {written} rows written, {removed} removed",
        revision=revision,
        written=number(rows),
        removed=number(sum(done.removed.values())),
    )
    return answer, told
