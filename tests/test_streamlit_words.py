"""The words of Streamlit's own that are translated are those the installed version says."""

from pathlib import Path

import pytest
import streamlit

from gis.core.language import use_language
from pages.components.shared.streamlit_words import streamlit_endings, streamlit_words

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


@pytest.fixture(scope="module")
def bundle():
    return "\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))


@pytest.fixture(autouse=True)
def _vietnamese():
    use_language("vi")
    yield
    use_language("vi")


@pytest.mark.parametrize("word", [*streamlit_words(), *streamlit_endings()])
def test_the_installed_version_says_it(bundle, word):
    assert word in bundle


def test_each_has_its_vietnamese_and_english_stays():
    words = streamlit_words() | streamlit_endings()
    assert [word for word, told in words.items() if told == word] == []
    use_language("en")
    words = streamlit_words() | streamlit_endings()
    assert [word for word, told in words.items() if told != word] == []
