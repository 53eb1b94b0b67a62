"""What is wrong with a request, in words."""

from gis.core.errors import GisError


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
