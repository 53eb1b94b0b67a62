"""A file to take along: a short one at a click, a long one written while its reader looks on.

A click on a download shows nothing until the file is there; of a long one it is told how far it
is, it can be stopped, and then it is taken by a click of its own.
"""

from collections.abc import Callable, Hashable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.core.errors import GisError
from gis.core.language import _, language, use_language
from gis.core.numbers import number
from gis.export.formats import FORMATS
from gis.runtime.jobs import Job, JobProgress
from pages.components.shared.background_job import wait_for
from pages.components.shared.markdown import plain

# A workbook of so many rows takes about half a second.
LONG_ROWS = 5000
# Told of the rows written, and of all, if it likes to.
FileMaker = Callable[[JobProgress | None], bytes]
# The long file of a session, of which there is one at a time, and the page that it is of.
_FILE, _PAGE = "long_file", "long_file_page"


@dataclass(frozen=True)
class OfferedFile:
    """A file as it is offered.

    Attributes
    ----------
    fmt
        One of `export.formats.FORMATS`.
    key
        Of its button.
    name
        The file's own.
    make
        Makes it, when it is asked for.
    version
        Of what it holds: what was made of another one is let go.
    rows
        About how many it has.
    """

    fmt: str
    key: str
    name: str
    make: FileMaker
    version: Hashable = None
    rows: int = 0

    def write(self, code: str, progress: JobProgress | None) -> bytes:
        """Return its content in a language."""
        use_language(code)
        return self.make(progress)


class LongFile(NamedTuple):
    """A long file that is being written, or is there, and what it is of."""

    key: str
    version: Hashable
    job: Job[bytes]


def offer_file(place: DeltaGenerator, file: OfferedFile, *, long_rows: int = LONG_ROWS) -> None:
    """Offer a file by a button at a place; while a long one is written, tell so beneath.

    `long_rows`: a workbook of so many is written beside the page; other formats take no time.
    """
    job = _find(file)
    if job is not None and job.finished:
        _offer_content(place, file, job)
    elif job is None and (file.fmt != "xlsx" or file.rows < long_rows):
        write = partial(copy_context().run, file.write, language(), None)
        _offer_download(place, file, FORMATS[file.fmt].title, write)
    else:
        _offer_start(place, file)
    if job is not None and not job.finished:
        wait_for(job, _("Preparing the file…"), key=f"stop.{file.key}", steps=_rows)


def let_file_go(page: str) -> None:
    """Let the session's long file go, or stop it, when the visitor comes to another page."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        _forget()


def _find(file: OfferedFile) -> Job[bytes] | None:
    """Return the job that writes a file, or has; one of another version of it is let go."""
    held: LongFile | None = st.session_state.get(_FILE)
    if held is None or held.key != file.key:
        return None
    if held.version != _version(file) or held.job.stopped:
        _forget()
        return None
    return held.job


def _version(file: OfferedFile) -> Hashable:
    return file.name, language(), file.version


def _offer_content(place: DeltaGenerator, file: OfferedFile, job: Job[bytes]) -> None:
    try:
        content = job.result() or b""
    except GisError as error:
        _forget()
        st.error(plain(error), icon=":material/error:")
        _offer_start(place, file)
        return
    _offer_download(place, file, _("Take the file"), lambda: content, ready=True)


def _offer_download(
    place: DeltaGenerator,
    file: OfferedFile,
    label: str,
    write: Callable[[], bytes],
    *,
    ready: bool = False,
) -> None:
    place.download_button(
        label,
        data=write,
        file_name=file.name,
        mime=FORMATS[file.fmt].mime,
        on_click="ignore",
        key=file.key,
        icon=":material/download:" if ready else None,
        type="primary" if ready else "secondary",
        width="stretch",
    )


def _offer_start(place: DeltaGenerator, file: OfferedFile) -> None:
    held: LongFile | None = st.session_state.get(_FILE)
    place.button(
        FORMATS[file.fmt].title,
        key=f"write.{file.key}",
        on_click=_start,
        args=(file, _version(file), language()),
        disabled=held is not None and not held.job.finished,
        width="stretch",
    )


def _start(file: OfferedFile, version: Hashable, code: str) -> None:
    _forget()
    job = Job(partial(file.write, code), turn=False)
    st.session_state[_FILE] = LongFile(file.key, version, job)


def _forget() -> None:
    held: LongFile | None = st.session_state.pop(_FILE, None)
    if held is not None:
        held.job.stop()


def _rows(done: int, every: int) -> str:
    return _("Writing {done}/{rows} rows…", done=number(done), rows=number(every))
