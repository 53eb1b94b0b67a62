"""Lists of one commune, brought again with other rows."""

from tests.registers import read

HEADINGS = ("STT", "Tên", "Địa chỉ", "Xã", "Số lượng", "Vĩ độ", "Kinh độ", "Tình trạng")


HERE = "Phường Đồng Hới"


def bring(store, *rows, headings=HEADINGS, source="lan-1.xlsx", **options):
    found = read(*rows, headings=headings, known=store.listed(), **options)
    store.save(cameras=found.cameras, renamed=found.renamed, source=source)
    return found
