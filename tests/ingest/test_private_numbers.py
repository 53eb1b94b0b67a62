"""Phone numbers never stay, whichever way they are written; codes and amounts do."""

import pytest

from tests.registers import HEADINGS, read

HERE = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng")


def note(text):
    return read((*HERE, text), headings=(*HEADINGS, "Ghi chú")).cameras["note"].iloc[0]


@pytest.mark.parametrize(
    "number",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "0912-345-678",
        "+84912345678",
        "84912345678",
        "+84 912 345 678",
    ],
)
def test_a_phone_number_is_taken_out(number):
    assert note(f"gọi {number} khi hỏng") == "gọi khi hỏng"


@pytest.mark.parametrize("text", ["mã 091234567", "số 20250912345678", "hết 1.250.000 đồng"])
def test_what_is_no_phone_number_stays(text):
    assert note(text) == text
