"""What a visitor reads when the database refuses; the cause goes to the server's console.

The cause names users, machines, ports and paths: it is for who runs the server, who finds it
by the code that the visitor reads out. At a command line the console is the one the command
runs in.
"""

import logging
import secrets

from gis.core.clock import stamp
from gis.core.errors import StoreError
from gis.core.language import _

_console = logging.getLogger(__name__)
# By SQLSTATE, the longest beginning that is known.
_SQLSTATES = {
    "08": "unreachable",
    "40": "busy",
    "42501": "forbidden",
    "25006": "forbidden",
    "53": "unreachable",
    "53100": "full",
    "55P03": "busy",
    "57P": "unreachable",
}
# By SQLite's primary result code.
_RESULT_CODES = {
    3: "forbidden",
    5: "busy",
    6: "busy",
    8: "forbidden",
    13: "full",
    14: "unreachable",
    23: "forbidden",
}


def database_error(address: str, error: Exception) -> StoreError:
    """Return what to raise where a database refuses; tell its cause on the console.

    Parameters
    ----------
    address
        Of the database, without a password.
    error
        What the driver raised, as it is or wrapped.

    Returns
    -------
    StoreError
        Names neither the address nor the cause, but the code they are found by.
    """
    cause = _cause(error)
    return StoreError(
        _(
            "{what}; nothing was changed. Tell who runs the server: code {code}",
            what=_meaning(cause),
            code=note_cause(address, cause),
        )
    )


def note_cause(address: str, cause: Exception) -> str:
    """Tell a cause on the console; return the code it is found by.

    Parameters
    ----------
    address
        Of the database, without a password.
    cause
        Any error; all of its text is told, in one line.

    Returns
    -------
    str
        Six letters and digits.
    """
    code = secrets.token_hex(3).upper()
    text = " ".join(str(cause).split())
    _console.error("%s %s %s: %s: %s", stamp(), code, address, type(cause).__name__, text)
    return code


def _cause(error: Exception) -> Exception:
    """Return what the driver raised, below what SQLAlchemy and pandas wrap it in."""
    wrapped = getattr(error, "orig", None) or error.__cause__
    return _cause(wrapped) if isinstance(wrapped, Exception) else error


def _meaning(cause: Exception) -> str:
    return {
        "unreachable": _("The database cannot be reached now"),
        "full": _("The disk of the database is full"),
        "busy": _("Others write to the database; try again in a while"),
        "forbidden": _("The program has no right to do this in the database"),
        "other": _("The database refuses"),
    }[_kind(cause)]


def _kind(cause: Exception) -> str:
    state = getattr(cause, "sqlstate", None)
    if state:
        starts = (state[:length] for length in (5, 3, 2))
        return next((_SQLSTATES[start] for start in starts if start in _SQLSTATES), "other")
    result = getattr(cause, "sqlite_errorcode", None)
    if result is not None:
        return _RESULT_CODES.get(result & 0xFF, "other")
    # A server that was never reached, or is gone, gives no SQLSTATE.
    kinds = {kind.__name__ for kind in type(cause).__mro__}
    return "unreachable" if kinds & {"OperationalError", "InterfaceError"} else "other"
