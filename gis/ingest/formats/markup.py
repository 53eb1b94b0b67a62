"""XML and HTML from outside: decoded, without what could reach further, in linear time."""

import re
from html import unescape
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.delimited import decoded

_HEAD_LETTERS = 20_000
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[([^\]]*+)\]?\s*+)?>?")
# An entity that stands for a few letters; none that names others or a file.
_ENTITY = re.compile(r"<!ENTITY\s+(\w+)\s+[\"']((?:&#\w{1,6};|[^\"'&%<]){0,32})[\"']\s*>")
_REFERENCE = re.compile(r"&(\w+);")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
_PREFIX = re.compile(r"[<\s/]([A-Za-z]\w*):[A-Za-z]")
_TAG = re.compile(r"(<[^<>]*>)")
_TAG_NAME = re.compile(r"<(/?)\s*([A-Za-z0-9]+)")
_BREAKS = {"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "hr"}
_UNSEEN = {"style", "script", "head"}


def read_xml(data: bytes, name: str) -> Element:
    """Parse a document; entities of a few letters are replaced, others make it unsound.

    Raises
    ------
    FileError
        The document is no sound XML.
    """
    text = decoded(data, name).lstrip()
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :].lstrip()
    head, rest = text[:_HEAD_LETTERS], text[_HEAD_LETTERS:]
    entities: dict[str, str] = {}
    if doctype := _DOCTYPE.search(head):
        entities = dict(_ENTITY.findall(doctype[1] or ""))
        head = head[: doctype.start()] + head[doctype.end() :]
    text = _REFERENCE.sub(lambda match: _letters(match, entities), head + rest)
    try:
        return _parsed(text)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        message = _("{file}: the document is not sound XML; export it again", file=name)
        raise FileError(message) from error


def _parsed(text: str) -> Element:
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except ParseError:
        root = fromstring(_with_namespaces(text), forbid_dtd=True)
    return root


def _letters(match: re.Match[str], entities: dict[str, str]) -> str:
    name = match[1]
    if name in _OF_XML:
        return match[0]
    letters = unescape(entities[name]) if name in entities else html5.get(f"{name};", match[0])
    return letters if letters == match[0] else letters.replace("&", "&amp;").replace("<", "&lt;")


def _with_namespaces(text: str) -> str:
    """Declare in the root the prefixes that the document uses and forgot to declare."""
    used = set(_PREFIX.findall(text)) - {"xml", "xmlns", "http", "https"}
    missing = [prefix for prefix in sorted(used) if f"xmlns:{prefix}=" not in text]
    added = "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in missing[:20])
    return re.sub(r"(<[A-Za-z][\w.:-]*)", rf"\1{added}", text, count=1)


def tag(element: Element) -> str:
    """Return the name of an element, without its namespace."""
    return str(element.tag).rpartition("}")[2]


def plain_lines(html: str) -> list[str]:
    """Return the lines a reader sees; outside of any table or within."""
    words: list[str] = []
    for name, text in _pieces(html):
        words.append("\n" if name in _BREAKS else " ")
        words.append(text)
    return [" ".join(line.split()) for line in "".join(words).split("\n") if line.strip()]


def html_tables(html: str) -> list[list[list[str]]]:
    """Return the innermost tables, each as rows of cells, in the order they end."""
    done: list[list[list[list[str]]]] = []
    open_tables: list[list[list[list[str]]]] = []
    within = False
    for name, text in _pieces(html):
        match name:
            case "table":
                open_tables.append([])
            case "/table" if open_tables:
                done.append(open_tables.pop())
            case "tr" if open_tables:
                open_tables[-1].append([])
            case "td" | "th" if open_tables:
                open_tables[-1] = open_tables[-1] or [[]]
                open_tables[-1][-1].append([])
        within = name in {"td", "th"} or (within and name not in {"/td", "/th", "tr", "table"})
        if within and open_tables and open_tables[-1] and open_tables[-1][-1]:
            open_tables[-1][-1][-1].append(f" {text}" if name == "br" else text)
    done += reversed(open_tables)
    return [[[" ".join("".join(c).split()) for c in row] for row in table] for table in done]


def _pieces(html: str) -> list[tuple[str, str]]:
    """Return each tag's name, with a leading / at its end, and the text that follows it."""
    parts = _TAG.split(html)
    found, unseen = [("", unescape(parts[0]))], ""
    for written, text in zip(parts[1::2], parts[2::2], strict=True):
        match = _TAG_NAME.match(written)
        name = match[1] + match[2].lower() if match else ""
        unseen = name if name in _UNSEEN else "" if name == f"/{unseen}" else unseen
        found.append((name, "" if unseen else unescape(text)))
    return found
