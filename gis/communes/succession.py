"""Former communes and today's: a name written by hand → the code of today's commune.

By name only, within the former district where one is known. Codes are never joined: 51 of
the former ones are used again today for other communes.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.spelling import fold

DATA = Path(__file__).resolve().parents[2] / "data"
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_KIND = re.compile(
    r"^(?:(?:xã|xa|x|phường|phuong|p|thị trấn|thi tran|t\.?t|đặc khu|dac khu|huyện đảo|huyen dao)"
    r"(?:[.\s]+|(?=\d)))+(?=\S)",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    r"^(huyện|huyen|h|thị xã|thi xa|t\.?x|thành phố|thanh pho|t\.?p)[.\s]+(?=\S)", re.IGNORECASE
)
_PROVINCES = {"quangtri", "quangbinh", "tinhquangtri", "tinhquangbinh", "vietnam"}


@cache
def read_succession(path: Path = DATA / "succession.csv") -> pd.DataFrame:
    """Read the 264 former communes: names, district, centre (`lon lat`, WGS 84), today's `code`."""
    return pd.read_csv(path, dtype={"code": str})


@dataclass(frozen=True, slots=True)
class Written:
    """A commune's name as somebody wrote it: what it is called, and the district if stated."""

    name: str
    district: str


def parse(text: str) -> Written:
    """Take a written name apart: ``"TT. Gio Linh (cũ), huyện Gio Linh"`` → Gio Linh, Gio Linh."""
    text = re.sub(
        r"\((cũ|cu|mới|moi|trước đây)\)", " ", unicodedata.normalize("NFC", text), flags=re.I
    )
    parts = [" ".join(p.split()) for p in re.split(r"[,;()]|\s[-–]\s", text)]
    first, *rest = [p for p in parts if p] or [""]
    rest = [p for p in rest if plain_key(p) not in _PROVINCES]
    district = _DISTRICT.sub("", rest[0]) if rest else ""
    name = _KIND.sub("", first)
    return Written(re.sub(r"^0+(?=\d)", "", name), district)


def plain_key(name: str) -> str:
    """Return the letters and digits of a name without marks, case or spaces."""
    return fold(name).replace(" ", "")


def marked_key(name: str) -> str:
    """Return the name with its marks, the tone last in each word: Hoá and Hóa are one."""
    letters = unicodedata.normalize("NFD", name.casefold())
    words = re.sub(r"[^\w\s]|_", lambda m: m[0] if m[0] in _TONES else " ", letters).split()
    tone_last = [sorted(word, key=lambda c: c in _TONES) for word in words]
    return "".join("".join(word) for word in tone_last)


class Succession:
    """Finds today's commune for names of today's and of former communes."""

    def __init__(self, communes: gpd.GeoDataFrame, former: pd.DataFrame | None = None) -> None:
        former = read_succession() if former is None else former
        known = set(communes["code"])
        rows = [
            (r.former_name, r.former_district, r.code)
            for r in former.itertuples()
            if r.code in known
        ]
        rows += [
            (r.name, "", r.code) for r in communes.drop(columns="geometry").itertuples(index=False)
        ]
        table = pd.DataFrame(rows, columns=["name", "district", "code"])
        names = table["name"].map(lambda name: parse(name).name)
        self._table = table.assign(
            plain=names.map(plain_key),
            marked=names.map(marked_key),
            district=table["district"].map(plain_key),
        )

    def candidates(self, text: str, district: str = "") -> list[str]:
        """Return the codes of all communes of today a written name may mean, sorted.

        Marks decide when the writer used them and they fit a name; a stated district keeps
        only the communes that came from it, if it fits any.
        """
        written = parse(text)
        if not written.name:
            return []
        found = self._table[self._table["plain"] == plain_key(written.name)]
        marked = found[found["marked"] == marked_key(written.name)]
        found = marked if len(marked) else found
        wanted = plain_key(written.district or _DISTRICT.sub("", district.strip()))
        inside = found[found["district"] == wanted] if wanted else found
        return sorted(set((inside if len(inside) else found)["code"]))

    def resolve(
        self,
        names: pd.Series,
        *,
        districts: pd.Series | None = None,
        located: pd.Series | None = None,
    ) -> pd.DataFrame:
        """Return, on the index of `names`, `code` and `candidates` (lists of codes).

        `code` is the only candidate, or the one of several the camera is located in
        (`located`: codes, "" for none); "" while the name stays ambiguous or is not known.
        """
        where = pd.Series("", index=names.index) if districts is None else districts
        here = pd.Series("", index=names.index) if located is None else located
        pairs = list(zip(names.fillna(""), where.fillna(""), strict=True))
        known = {pair: self.candidates(*pair) for pair in set(pairs)}
        candidates = [known[pair] for pair in pairs]
        code = [
            found[0] if len(found) == 1 else place if place in found else ""
            for found, place in zip(candidates, here, strict=True)
        ]
        return pd.DataFrame({"code": code, "candidates": candidates}, index=names.index)
