"""Which words are in a file, however it is packed."""

import base64
import gzip
import io
import json
import re
import zipfile

import pyarrow.parquet as pq

_PACKED_TEXTS = re.compile(rb"H4sI[A-Za-z0-9+/]+=*")


def found(content: bytes, words: tuple[str, ...]) -> set[str]:
    """Return those of the words that a file holds: as text, in JSON, in archives within it."""
    hits = {word for word in words if _written(word, content)}
    for part in _parts(content):
        hits |= found(part, words)
    return hits


def _written(word: str, content: bytes) -> bool:
    in_json = json.dumps(word).strip('"').encode()
    in_xml = word.encode("ascii", "xmlcharrefreplace")
    folded = content.replace(b"\r\n ", b"")  # lines of a calendar
    written = (word.encode(), in_json, in_xml)
    return any(text in where for text in written for where in (content, folded))


def _parts(content: bytes) -> list[bytes]:
    if content.startswith(b"PAR1"):
        return [pq.read_table(io.BytesIO(content)).to_pandas().to_csv().encode()]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [packed.read(name) for name in packed.namelist()]
    return [gzip.decompress(base64.b64decode(text)) for text in _PACKED_TEXTS.findall(content)]
