"""Files that visitors bring: asked for, taken away again, and what is shown while one is read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.core.errors import GisError
from gis.core.language import _, language
from pages.components.shared.markdown import plain

# Told how much of the work is done, from 0 to 1 (None: nobody can say); if need be, more in words.
UploadProgress = Callable[..., None]
ReadResult = TypeVar("ReadResult")


def ask_file(
    label: str, endings: Sequence[str] | None, *, key: str, most_mb: int | None = None
) -> UploadedFile | None:
    """Ask for one file, of any kind without endings, until `take_away` empties the field again."""
    turn = st.session_state.setdefault(f"{key}_turn", 0)
    return st.file_uploader(label, endings, key=f"{key}_{turn}", max_upload_size=most_mb)


def take_away(key: str) -> None:
    """Empty the field for a file: it becomes another one."""
    st.session_state[f"{key}_turn"] += 1
    st.session_state.pop(f"{key}_read", None)


def read_once(
    file: UploadedFile,
    read: Callable[[UploadProgress], ReadResult],
    *,
    key: str,
    about: tuple[object, ...] = (),
) -> ReadResult:
    """Return what a file holds; a rerun of the page shows what was read, or refused, before.

    `about`: what the reading depends on beside the file.
    """
    about = (file.file_id, language(), *about)
    kept = st.session_state.get(f"{key}_read")
    if kept is None or kept[0] != about:
        found: ReadResult | GisError
        try:
            with reading(file, key=key) as tell:
                found = read(tell)
        except GisError as error:
            found = error
        kept = st.session_state[f"{key}_read"] = about, found
    if isinstance(kept[1], GisError):
        raise kept[1]
    taken: ReadResult = kept[1]
    return taken


@contextmanager
def reading(file: UploadedFile, *, key: str) -> Iterator[UploadProgress]:
    """Show how far a file is read, and a button that stops it and takes the file away.

    The reading ends when next it tells how far it is: Streamlit leaves it there for the run
    that the button asks for.
    """
    place = st.empty()
    line, button = place.container().columns([6, 1], vertical_alignment="bottom")
    line = line.empty()
    doing = _("Reading {file}…", file=plain(file.name))

    def tell(share: float | None, more: str = "") -> None:
        text = f"{doing} {more}"
        line.markdown(text) if share is None else line.progress(share, text)

    tell(0.0)
    button.button(
        _("Stop"),
        icon=":material/stop_circle:",
        key=f"{key}_stop",
        width="stretch",
        on_click=take_away,
        args=(key,),
    )
    try:
        yield tell
    except GisError:
        place.empty()
        raise
    place.empty()


@contextmanager
def writing_file(name: str) -> Iterator[Callable[[float], object]]:
    """Show how far a file is written; what is clicked meanwhile does not break it off."""
    line = st.empty()
    doing = _("Writing {file}…", file=plain(name))

    def tell(share: float) -> None:
        with suppress(ScriptControlException):
            line.progress(share, doing)

    tell(0.0)
    yield tell
    line.empty()
