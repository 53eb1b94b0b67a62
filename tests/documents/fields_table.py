"""The fields that templates of official papers may ask for.

``python -m tests.documents.fields_table`` prints the table of the documentation.
"""

from collections.abc import Iterable

import pandas as pd

from gis.documents.document import fields
from gis.documents.dossier import Dossier
from gis.documents.kinds import PLAN_KINDS, PROVINCIAL, DocumentKind, document_words
from gis.export.weeks import WEEK_COUNTS
from tests.documents.dossiers import BROKEN, DARK, UNKNOWN, dossier

WEEK = {"begins": "2026-11-23", "ends": "2026-11-27", "commune_code": "00001"}


def table() -> str:
    """Return, kind by kind, the single fields, and the lists with the fields of their lines."""
    found = {kind: fields(kind, _case(kind)) for kind in DocumentKind}
    common = set.intersection(*(set(values) for values in found.values()))
    of_communes = set.intersection(*(set(found[k]) for k in DocumentKind if k not in PROVINCIAL))
    lines = [
        "| văn bản (tên mẫu) | trường đơn | bảng: trường của mỗi dòng |",
        "| --- | --- | --- |",
        f"| mọi văn bản | {_named(common)} | |",
        f"| mọi văn bản của xã | {_named(of_communes - common)} | |",
    ]
    for kind, values in found.items():
        lists = {name: rows for name, rows in values.items() if isinstance(rows, list)}
        single = set(values) - set(lists) - common - of_communes
        told = "; ".join(f"`{n}`: {_named(v[0]) if v else '–'}" for n, v in sorted(lists.items()))
        lines.append(f"| {document_words()[kind]} (`{kind}.docx`) | {_named(single)} | {told} |")
    return "\n".join(lines)


def _case(kind: str) -> Dossier:
    commune = None if kind in PROVINCIAL else "00001"
    budget_vnd = 2e6 if kind in PLAN_KINDS else None
    weeks = pd.DataFrame([WEEK | dict.fromkeys([*WEEK_COUNTS, "restored_since"], 1)])
    waiting = {"camera_id": "C9", "status": "working", "repaired_on": "2026-01-01"}
    shown = (BROKEN, DARK, UNKNOWN, waiting)
    return dossier(*shown, commune=commune, budget_vnd=budget_vnd, weeks=weeks)


def _named(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(names))


if __name__ == "__main__":
    print(table())
