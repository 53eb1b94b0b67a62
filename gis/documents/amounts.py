"""Amounts of money in Vietnamese words, as official papers write them."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")


def vnd_in_words(amount_vnd: float) -> str:
    """Return an amount in words: ``Hai trăm triệu đồng``; below zero is not written."""
    whole = round(amount_vnd)
    return f"{_number(whole).capitalize()} đồng" if whole else "Không đồng"


def _number(value: int) -> str:
    """Return a number above 0 in words; after a thousand million it counts anew (tỷ)."""
    above, below = divmod(value, 10**9)
    words = [f"{_number(above)} tỷ"] if above else []
    for place in (2, 1, 0):
        group = below // 1000**place % 1000
        if group:
            words.append(_hundreds(group, first=not words) + _GROUPS[place])
    return " ".join(words)


def _hundreds(group: int, *, first: bool) -> str:
    """Return a number below 1000 in words; after others its hundreds are said though none."""
    hundreds, rest = divmod(group, 100)
    words = [] if first and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        words.append(_below_hundred(rest, after_hundred=bool(words)))
    return " ".join(words)


def _below_hundred(rest: int, *, after_hundred: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return f"lẻ {_DIGITS[ones]}" if after_hundred else _DIGITS[ones]
    begin = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return begin
    last = {1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, _DIGITS[ones])
    return f"{begin} {last}"
