"""Former communes and today's: a name written by hand → the code of today's commune.

By name only, within the former district where one is known. Codes are never joined: 51 of
the former ones are used again today for other communes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from gis.communes.mentions import Gazetteer
from gis.communes.names import (
    DISTRICT_WORDS,
    FORMER,
    KIND_WORDS,
    PHUONG,
    THI_TRAN,
    TODAY,
    NamePart,
    WrittenName,
    marks_fit,
    parse_name,
    parts_of,
    plain_key,
    same_marks,
)
from gis.core.paths import DATA

# Merged away before 2025: counts where no commune of 2025 or of today bears the name.
_OLDER = "older"


@cache
def read_succession(path: Path = DATA / "succession.csv") -> pd.DataFrame:
    """Read the 264 former communes: names, district, centre (`lon lat`, WGS 84), today's `code`.

    Parameters
    ----------
    path
        The file, by default that of the program; read once.

    Returns
    -------
    DataFrame
        `former_name former_kind former_district former_district_kind former_province lon lat code`.
    """
    return pd.read_csv(path, dtype={"code": str})


@cache
def read_older(path: Path = DATA / "former_communes.csv") -> pd.DataFrame:
    """Read the communes that were merged from 2020 to 2025, with today's `code`.

    `until`: the day of the merger; `successor`: the commune of 2025 it became, in the same
    district; a commune that was divided has a row for each.
    """
    later = read_succession()[["former_name", "former_district", "code"]]
    later = later.rename(columns={"former_name": "successor"})
    return pd.read_csv(path).merge(later, on=["successor", "former_district"], validate="m:1")


@dataclass(frozen=True, slots=True)
class _Known:
    """One name a commune bears or bore, where, and the code of today's."""

    name: str
    kind: str
    district: str
    province: str
    code: str
    era: str


class Succession:
    """Finds today's commune for names of today's and of former communes.

    Parameters
    ----------
    communes
        `code name full_name` of today's.
    former
        See `read_succession`, which is the default.
    """

    def __init__(self, communes: gpd.GeoDataFrame, former: pd.DataFrame | None = None) -> None:
        former = read_succession() if former is None else former
        codes = set(communes["code"])
        known = [*_bore(former, FORMER), *_bear(communes, former), *_bore(read_older(), _OLDER)]
        self._known: dict[str, list[_Known]] = defaultdict(list)
        for one in known:
            if one.code in codes:
                self._known[plain_key(one.name)].append(one)
        self._made_of = {
            plain_key(district): codes.intersection(made)
            for district, made in former.groupby("former_district")["code"]
        }
        self._districts = {plain_key(name) for name in former["former_district"]}
        self._gazetteer = Gazetteer(self._known, self._districts)
        self._fitting = lru_cache(maxsize=1 << 14)(self._find_fitting)

    def candidates(self, text: str, district: str = "") -> list[str]:
        """Return the codes of all communes of today a written name may mean, sorted.

        Marks, a stated district and a province are never overridden; the kind of unit tells
        apart communes of one name. A text that is no name is searched for one, see
        `mentioned`.
        """
        written = parse_name(text)
        higher = written.kind not in {"", *KIND_WORDS.values()}
        if higher or plain_key(written.name) not in self._known:
            return self.mentioned(text, district, bare=True)
        return _codes(self._fitting(written, self._stated(district), strict=False))

    def mentioned(self, text: str, district: str = "", *, bare: bool = False) -> list[str]:
        """Return the codes of the communes a longer text names, such as an address or a title.

        Several names are one where a commune fits all of them. `bare`: a part between commas
        counts without “xã”, “P.” and the like.
        """
        stated = self._stated(district)
        found = self._gazetteer.mentions(text, bare=bare, district=bool(stated))
        sets = [set(_codes(self._fitting(written, stated, strict=True))) for written in found]
        sets = [codes for codes in sets if codes]
        return sorted(set.intersection(*sets) or set.union(*sets)) if sets else []

    def made_of(self, text: str) -> list[str]:
        """Return the codes of all communes made of a former district, if a text names one."""
        written = parse_name(text)
        key = plain_key(written.name)
        if written.kind not in DISTRICT_WORDS or key not in self._districts:
            return []
        return sorted(self._made_of[key])

    def quoted(self, text: str) -> str:
        """Return the words of a longer text that name a commune; the whole if it is but a name."""
        return self._gazetteer.quoted(text) or text

    def namesakes(self, text: str) -> list[str]:
        """Return the codes of communes of the same letters, whatever contradicts them."""
        return sorted({one.code for one in self._known.get(plain_key(parse_name(text).name), ())})

    def merged_before_2025(self, text: str, district: str = "") -> bool:
        """Tell whether a written name is only known from before the mergers of 2020 to 2025."""
        fitting = self._fitting(parse_name(text), self._stated(district), strict=False)
        return bool(fitting) and all(one.era == _OLDER for one in fitting)

    def district_in(self, text: str) -> str:
        """Return the only district a longer text names, such as a title; else empty."""
        found = self._gazetteer.districts(text)
        return found[0] if len({plain_key(name) for name in found}) == 1 else ""

    def names_commune(self, text: str) -> bool:
        """Tell whether a text says that it names a commune, known or not."""
        first = next(parts_of(text), None)
        known = first is not None and plain_key(first.name) in self._known
        return known or (first is not None and first.kind in KIND_WORDS)

    def resolve(
        self,
        names: pd.Series,
        *,
        districts: pd.Series | None = None,
        located: pd.Series | None = None,
    ) -> pd.DataFrame:
        """Return, on the index of `names`, `code` and `candidates` (lists of codes).

        A former district may be any commune made of it. `code` is the only candidate, or the
        one of several the camera is located in
        (`located`: codes, "" for none); "" while the name stays ambiguous or is not known.
        """
        where = pd.Series("", index=names.index) if districts is None else districts
        here = pd.Series("", index=names.index) if located is None else located
        pairs = pd.DataFrame({"name": names.fillna(""), "where": where.fillna("")}, names.index)
        place = pairs.groupby(["name", "where"], sort=False).ngroup().to_numpy()
        known = [
            self.candidates(name, where) or self.made_of(name)
            for name, where in pairs.drop_duplicates().to_numpy().tolist()
        ]
        table = pd.DataFrame({"code": "", "candidates": known}, dtype=object)
        table["code"] = [found[0] if len(found) == 1 else "" for found in known]
        several = table["candidates"].map(len).to_numpy()[place] > 1
        table = table.iloc[place].set_axis(names.index)
        settled = zip(table["candidates"][several], here[several], strict=True)
        table.loc[several, "code"] = [home if home in found else "" for found, home in settled]
        return table

    def _find_fitting(self, name: WrittenName, stated: str, *, strict: bool) -> list[_Known]:
        """Return the names known that a written one may mean.

        `strict`: a name of another kind does not do, however well it fits otherwise.
        """
        if name.name.isdecimal() and name.kind != PHUONG:
            return []
        wanted = self._among(name.beside) or stated
        province = plain_key(name.province)
        fitting = [
            one
            for one in self._known.get(plain_key(name.name), ())
            if marks_fit(name.name, one.name)
            and wanted in ("", one.district)
            and (province in ("", "quangtri") or one.province == province)
            and name.era in ("", one.era if one.era == TODAY else FORMER)
        ]
        exact = [one for one in fitting if same_marks(name.name, one.name)]
        if exact and name.marked:
            fitting = exact
        # A stated district speaks of the time before 2025, else both times are as likely.
        recent = [FORMER, TODAY] if wanted else [FORMER + TODAY]
        tiers = [[one for one in fitting if one.era in eras] for eras in recent]
        older = [one for one in fitting if one.era == _OLDER]
        tiers[-1] += [one for one in older if one in exact and exact != fitting]
        same = [[one for one in tier if name.kind in ("", one.kind)] for tier in [*tiers, older]]
        found = next(filter(None, [*same, *([] if strict else tiers)]), [])
        return found + self._later_namesakes(name, found)

    def _later_namesakes(self, name: WrittenName, found: list[_Known]) -> list[_Known]:
        """Return the later bearers of a name that is else only known from before 2020.

        Who writes it may mean either, whatever district they remember: it stays open, and
        both are told. Towns are not taken for anything else.
        """
        if not found or any(one.era != _OLDER or one.kind == THI_TRAN for one in found):
            return []
        bearers = self._known.get(plain_key(name.name), ())
        later = [one for one in bearers if one.era != _OLDER and one.kind != THI_TRAN]
        return [one for one in later if same_marks(name.name, one.name)]

    def _stated(self, text: str) -> str:
        """Return the key of the district in a cell; what is called none must be known."""
        return self._among(tuple(parts_of(text)))

    def _among(self, parts: tuple[NamePart, ...]) -> str:
        said = [plain_key(part.name) for part in parts if part.kind in DISTRICT_WORDS]
        bare = [plain_key(part.name) for part in parts if not part.kind]
        return next(iter(said or [key for key in bare if key in self._districts]), "")


def _codes(known: list[_Known]) -> list[str]:
    return sorted({one.code for one in known})


def _bore(table: pd.DataFrame, era: str) -> Iterable[_Known]:
    columns = ["former_name", "former_kind", "former_district", "former_province", "code"]
    for name, kind, district, province, code in table[columns].astype(str).to_numpy().tolist():
        named = parse_name(name).name
        yield _Known(named, kind, plain_key(district), plain_key(province), code, era)


def _bear(communes: gpd.GeoDataFrame, former: pd.DataFrame) -> Iterable[_Known]:
    """Return today's names, once for each district a commune was made from."""
    facts = communes.drop(columns="geometry")[["code", "name", "full_name"]]
    origin = former[["code", "former_district", "former_province"]].drop_duplicates()
    table = facts.merge(origin, on="code", how="left").fillna("").astype(str)
    for code, name, full_name, district, province in table.to_numpy().tolist():
        named, kind = parse_name(name).name, parse_name(full_name).kind
        yield _Known(named, kind, plain_key(district), plain_key(province), code, TODAY)
