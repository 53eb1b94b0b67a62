"""A file's button pressed while its page is drawn anew, on Streamlit's own keeper of files."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.components.shared import late_clicks


@pytest.fixture
def manager(monkeypatch):
    here = MediaFileManager._remove_orphaned_deferred_callables
    monkeypatch.setattr(MediaFileManager, "_remove_orphaned_deferred_callables", here)
    late_clicks.honour_late_clicks()
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def draw(manager: MediaFileManager, text: bytes) -> str:
    """Run a page that offers one file, as Streamlit does; return what its button asks for."""
    manager.clear_session_refs()
    asked = manager.add_deferred(lambda: text, "text/plain", "0.1.2", "a.txt")
    manager.remove_orphaned_files()
    return asked


def test_the_button_of_the_page_before_still_gives_its_file(manager):
    before, after = draw(manager, b"before"), draw(manager, b"after")
    assert before != after
    assert manager.execute_deferred(before) != manager.execute_deferred(after)


def test_what_was_replaced_long_ago_is_let_go(manager, monkeypatch):
    monkeypatch.setattr(late_clicks, "GRACE_S", -1.0)
    before, after = draw(manager, b"before"), draw(manager, b"after")
    with pytest.raises(MediaFileStorageError):
        manager.execute_deferred(before)
    assert manager.execute_deferred(after)
