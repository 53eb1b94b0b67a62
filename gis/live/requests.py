"""What may be asked of an address, and what is wrong with a request, in words."""

from collections.abc import Collection

from starlette.datastructures import QueryParams

from gis.core.errors import GisError
from gis.core.language import LANGUAGES, _

# Of most addresses: the form, and the language of texts.
COMMON = ("f", "lang")
_LONGEST_QUERY = 20_000
# Of more parameters the message does not name each.
_FEW = 11


class RequestError(GisError):
    """A request that cannot be answered; the message says why and what to do.

    Parameters
    ----------
    message
        In the language of the request.
    status
        Of HTTP, from 400 on.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def check_names(asked: QueryParams, *known: str, common: Collection[str] = COMMON) -> None:
    """Refuse parameters that are not known, or given twice.

    Parameters
    ----------
    asked
        Of the request.
    known
        The names a resource takes.
    common
        Those it takes besides, as others do.

    Raises
    ------
    RequestError
        The message names the parameter.
    """
    if len(str(asked)) > _LONGEST_QUERY:
        raise RequestError(_("This address is too long"), 414)
    names = [name for name, _value in asked.multi_items()]
    for name in names:
        if name not in (*common, *known):
            raise RequestError(
                _("There is no parameter “{name}” here", name=name[:80])
                + (": " + ", ".join((*common, *known)) if len(known) < _FEW else "")
            )
        if names.count(name) > 1:
            raise RequestError(_("{parameter}: given more than once", parameter=name))
    if asked.get("lang", "vi") not in LANGUAGES:
        raise RequestError(_("lang: only {names} are spoken", names=", ".join(LANGUAGES)))
