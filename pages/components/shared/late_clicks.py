"""A file's button pressed while its page is drawn anew still gives the file.

Streamlit forgets what the buttons of a page were to make at the moment the page's next run
ends, and a click on its way from a slow network then finds nothing: no file, no word.
"""

import time
from weakref import WeakKeyDictionary

from streamlit.runtime.media_file_manager import MediaFileManager

# How long a button that is no longer on the page may still be pressed.
GRACE_S = 30.0

_replaced_since: WeakKeyDictionary[MediaFileManager, dict[str, float]] = WeakKeyDictionary()


def honour_late_clicks() -> None:
    """Let the server keep what a replaced button makes for `GRACE_S` seconds."""
    at = "_remove_orphaned_deferred_callables"
    getattr(MediaFileManager, at)  # an update of Streamlit without it must not pass unseen
    setattr(MediaFileManager, at, _remove_old)


def _remove_old(manager: MediaFileManager) -> None:
    """Drop what no page has offered for `GRACE_S`; the caller holds the manager's lock."""
    now, before = time.monotonic(), _replaced_since.get(manager, {})
    offered = {
        file for page in manager._files_by_session_and_coord.values() for file in page.values()
    }
    replaced = {
        file: before.get(file, now) for file in manager._deferred_callables if file not in offered
    }
    for file in [file for file, since in replaced.items() if now - since > GRACE_S]:
        manager._drop_deferred_id(file)
        del replaced[file]
    _replaced_since[manager] = replaced
