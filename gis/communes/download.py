"""Getting one file over HTTP, whole or not at all, with patience for bad lines."""

import http.client
import time
import urllib.error
import urllib.request

from gis.core.errors import BoundaryError
from gis.core.language import _

TRIES = 3
TIMEOUT_S = 20
PAUSE_S = 0.5


def fetch(base: str, name: str) -> bytes:
    """Return the content of `name` below the URL `base`.

    A cut connection is tried again, a refusal (404…) is not.

    Raises
    ------
    BoundaryError
        The server refuses, cannot be reached, or the connection is cut at every try.
    """
    url = f"{base.rstrip('/')}/{name}"
    if not url.startswith(("http://", "https://")):
        raise BoundaryError(_("{url}: only http and https addresses can be used", url=url))
    for wait in (PAUSE_S * 2**n for n in range(TRIES)):
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:  # noqa: S310 - checked above
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            raise BoundaryError(
                _(
                    "{url}: the server answers {status}; check the address",
                    url=url,
                    status=error.code,
                )
            ) from error
        except (OSError, http.client.HTTPException) as error:
            cause = error
            time.sleep(wait)
    raise BoundaryError(
        _(
            "{url}: cannot be fetched whole ({error}); without a network, give a folder with "
            "--from",
            url=url,
            error=cause,
        )
    ) from cause
