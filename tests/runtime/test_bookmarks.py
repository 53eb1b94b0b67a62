"""Bookmarks: kept by id, copied for a new session, bounded in number and size."""

import pytest

from gis.core.errors import GisError
from gis.runtime import bookmarks as module
from gis.runtime.bookmarks import Bookmarks


def test_a_bookmark_gives_back_what_was_written():
    held = Bookmarks()
    one, other = held.begin(), held.begin()
    held.write(one, "edits", {"C1": {"name": ["Chợ", "Chợ Hôm"]}})
    held.write(one, "plan:1", [1, 2])
    held.write(other, "edits", "x")
    assert held.read(one, "edits") == {"C1": {"name": ["Chợ", "Chợ Hôm"]}}
    held.write(one, "edits", None)
    assert held.read(one, "edits") is None
    assert held.read(one, "plan:1") == [1, 2]
    assert held.read(other, "edits") == "x"


def test_a_copy_goes_its_own_way():
    held = Bookmarks()
    sender = held.begin()
    held.write(sender, "edits", ["a"])
    reader = held.begin(sender)
    assert reader != sender
    held.write(reader, "edits", ["b"])
    assert (held.read(sender, "edits"), held.read(reader, "edits")) == (["a"], ["b"])


def test_what_is_read_can_be_changed_without_harm():
    held = Bookmarks()
    one_ = held.begin()
    held.write(one_, "edits", ["a"])
    held.read(one_, "edits").append("b")
    assert held.read(one_, "edits") == ["a"]


def test_an_id_nobody_knows_is_an_empty_bookmark():
    held = Bookmarks()
    assert held.read("../../etc/passwd", "edits") is None
    assert held.is_empty("x")
    assert held.is_empty(held.begin("x"))


def test_the_bookmarks_not_used_for_longest_give_way(monkeypatch):
    monkeypatch.setattr(module, "MOST_BOOKMARKS", 3)
    held = Bookmarks()
    first, second, third = (held.begin() for _time in range(3))
    for one_ in (first, second, third):
        held.write(one_, "edits", one_)
    held.read(first, "edits")
    held.write(held.begin(), "edits", "new")
    assert [held.read(d, "edits") for d in (first, second, third)] == [first, None, third]


def test_the_letters_are_bounded_each_and_in_all(monkeypatch):
    monkeypatch.setattr(module, "MOST_BOOKMARK_LETTERS", 10)
    monkeypatch.setattr(module, "MOST_LETTERS_IN_ALL", 15)
    held = Bookmarks()
    one, other = held.begin(), held.begin()
    held.write(one, "edits", "x" * 8)
    with pytest.raises(GisError, match="quá nhiều"):
        held.write(one, "more", "y")
    assert held.read(one, "edits") == "x" * 8
    held.write(other, "edits", "z" * 8)
    assert held.read(one, "edits") is None
    assert held.read(other, "edits") == "z" * 8
