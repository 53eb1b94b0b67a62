"""Why a file cannot be written, in words."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml.etree import SerialisationError

from gis.core.errors import FileError
from gis.core.language import _

# What befalls whoever writes to a disk, whatever the file.
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO})


def unwritable(path: Path, error: OSError) -> FileError:
    """Return what to raise where a file, or a folder, cannot be written.

    Parameters
    ----------
    path
        Of the file, or the folder.
    error
        What the system answered.

    Returns
    -------
    FileError
        Says which, and why.
    """
    return FileError(_("{path}: cannot be written ({error})", path=path, error=_why(error)))


def _why(error: OSError) -> str:
    reasons = {
        errno.ENOENT: _("there is no such folder"),
        errno.ENOTDIR: _("there is no such folder"),
        errno.EISDIR: _("this is a folder"),
        errno.EACCES: _("no right to write there"),
        errno.EPERM: _("no right to write there"),
        errno.EROFS: _("no right to write there"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
    }
    return reasons.get(error.errno or 0, str(error.strerror))


@contextmanager
def writing_copies() -> Iterator[None]:
    """Say in words, where copies are written to the system's folder for them, that it is full.

    Raises
    ------
    FileError
        The folder is full, or cannot be written. What else befalls a block is left as it is.
    """
    try:
        yield
    except SerialisationError as error:  # openpyxl writes each sheet to a file through lxml
        raise unwritable(_place(), OSError(errno.ENOSPC, str(error))) from error
    except OSError as error:
        if error.errno in _DISK_FAULTS:
            raise unwritable(_place(), error) from error
        raise


def _place() -> Path:
    return Path(tempfile.gettempdir())
