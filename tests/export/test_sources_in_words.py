"""Where a change came from is said in words, whatever the language it was noted in."""

import pytest

from gis.core.language import use_language
from gis.export.history import source_in_words


@pytest.fixture(autouse=True)
def _vietnamese():
    use_language("vi")
    yield
    use_language("vi")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("danh-sach.xlsx", "danh-sach.xlsx"),
        ("equipment_work:accepted", "nghiệm thu sửa chữa"),
        ("two_cameras", "xác nhận là hai camera"),
        ("merge", "gộp camera trùng"),
        ("scenario:18880:Phương án 1", "phương án đã lưu"),
    ],
)
def test_codes_become_words_and_files_keep_their_names(source, words):
    assert source_in_words(source).casefold() == words.casefold()


def test_what_was_noted_in_english_is_told_in_vietnamese():
    vietnamese = source_in_words("bulk change")
    assert vietnamese != "bulk change"
    use_language("en")
    assert source_in_words(vietnamese) == "bulk change"
