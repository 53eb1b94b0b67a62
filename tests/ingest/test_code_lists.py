"""A word stands for one value, and in one place."""

import pytest

from gis.core import choices
from gis.core.choices import CodeList, EquipmentKind, Kind, Origin, Payer
from gis.core.language import use_language
from gis.core.text import phrases
from gis.ingest.choice_words import read_choice, suggest
from gis.vocabulary.word_list import listings
from gis.vocabulary.words import words

LISTS = [getattr(choices, name) for name in choices.__all__ if name != CodeList.__name__]
WRITTEN = [codes for codes in LISTS if any(code.written for code in codes)]


@pytest.mark.parametrize("codes", WRITTEN, ids=lambda codes: codes.__name__)
def test_a_phrase_stands_for_one_value(codes):
    said = [phrase for code in codes for phrase in set(phrases(code.written)) - {""}]
    assert sorted({phrase for phrase in said if said.count(phrase) > 1}) == []


@pytest.mark.parametrize("codes", WRITTEN, ids=lambda codes: codes.__name__)
def test_what_people_are_shown_and_told_to_write_is_read(codes):
    for language in ("vi", "en"):
        use_language(language)
        assert {read_choice(word, codes): word for word in words(codes).values()} == words(codes)
    use_language("vi")
    terms = suggest("chẳng ai viết thế này", codes, near=False)
    assert [read_choice(term, codes) for term in terms] == [str(code) for code in codes]


@pytest.mark.parametrize(
    ("name", "codes"),
    [("kind", Kind), ("origin", Origin), ("payer", Payer), ("equipment", EquipmentKind)],
)
def test_the_word_list_repeats_no_phrase_of_a_value(name, codes):
    twice = [
        term
        for value, terms in listings(name)
        if value in list(codes)
        for term in terms.split("; ")
        if term in codes(value).written.split("; ")
    ]
    assert twice == []


def test_a_code_is_its_text_wherever_it_goes():
    assert (str(Kind.PTZ), f"{Kind.PTZ}", Kind("ptz"), Kind.PTZ == "ptz") == (
        "ptz",
        "ptz",
        Kind.PTZ,
        True,
    )
    with pytest.raises(ValueError, match="no such"):
        Kind("no such")
