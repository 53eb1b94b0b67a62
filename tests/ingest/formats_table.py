"""The formats a register may come in, each with a file of it made here.

``python -m tests.ingest.formats_table`` prints the table of the documentation.
"""

import io
import json
import struct
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from openpyxl import Workbook

# Code, name, east, north, direction, state: within the two communes of tests.registers.
CAMERAS = [
    ("C1", "Chợ Đồng Hới", 106.6217, 17.4681, 45, "Hư hỏng"),
    ("C2", "Ngã tư Bưu điện", 106.6290, 17.4632, 120, "Hoạt động tốt"),
    ("C3", "Cầu Nhật Lệ", 106.5850, 17.4580, 200, "Hoạt động tốt"),
]
HEADINGS = ("Mã camera", "Tên", "Kinh độ", "Vĩ độ", "Hướng", "Tình trạng")
FIELDS = ("MaCamera", "TenCamera", "Huong", "TinhTrang")


@dataclass(frozen=True)
class Format:
    """One format: the endings, what is read of it, and how a file of it is made.

    `codes` and `directions` tell whether the format can hold them at all; `crs` is what a
    person has to say of its coordinates.
    """

    endings: str
    reads: str
    name: str
    make: Callable[[], bytes]
    codes: bool = True
    directions: bool = True
    crs: str = "auto"


def layer(**columns: list[Any]) -> gpd.GeoDataFrame:
    """Return the cameras as a layer, under the field names of an office or those given."""
    code, name, lon, lat, direction, state = map(list, zip(*CAMERAS, strict=True))
    table = columns or dict(zip(FIELDS, (code, name, direction, state), strict=True))
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon, lat), crs=4326)


def written(driver: str, ending: str, *, crs: int = 4326, **options: Any) -> bytes:
    """Write the layer with a driver of GDAL; several files, or a folder, as .zip."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lop" / f"camera{ending}"
        path.parent.mkdir()
        layer().to_crs(crs).to_file(path, driver=driver, engine="pyogrio", **options)
        parts = sorted(p for p in path.parent.rglob("*") if p.is_file())
        if len(parts) == 1:
            return parts[0].read_bytes()
        return packed({p.relative_to(path.parent).as_posix(): p.read_bytes() for p in parts})


def packed(members: dict[str, bytes | str]) -> bytes:
    """Return an archive with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return file.getvalue()


def rows(*, separator: str = ";") -> str:
    """Return the cameras as separated text."""
    return "\n".join(separator.join(map(str, row)) for row in (HEADINGS, *CAMERAS))


def xlsx() -> bytes:
    """Return the cameras as a workbook."""
    book = Workbook()
    for row in (HEADINGS, *CAMERAS):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods() -> bytes:
    """Return the cameras as an OpenDocument spreadsheet, the parts a reader needs."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in (HEADINGS, *CAMERAS)
    )
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Danh sách">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<m/>",
            "content.xml": content,
        }
    )


def xls() -> bytes:
    """Return the cameras as an Excel 97 workbook: records in a compound file."""
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for r, row in enumerate((HEADINGS, *CAMERAS)):
        for c, cell in enumerate(row):
            at = struct.pack("<HHH", r, c, 0)
            if isinstance(cell, str):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += record(0x0204, at + text)
            else:
                sheet += record(0x0203, at + struct.pack("<d", cell))
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = record(0x000A, b"")
    name = "camera"
    head = len(start) + 4 + 8 + len(name) + len(end)
    bound = struct.pack("<IHBB", head, 0, len(name), 0) + name.encode()
    stream = start + record(0x0085, bound) + end + sheet + end
    return compound("Workbook", stream)


def record(kind: int, body: bytes) -> bytes:
    """Return one record of a workbook stream."""
    return struct.pack("<HH", kind, len(body)) + body


def compound(name: str, stream: bytes) -> bytes:
    """Return a compound file (OLE 2) with one stream."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )  # the first sector is the table of sectors
    head += struct.pack("<108I", *[free] * 108)
    chain = [fat, end, *range(3, 2 + sectors), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        letters = title.encode("utf-16-le") + b"\0\0"
        return (
            letters.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(letters), kind, 1, free, free, child)
            + b"\0" * 36
            + struct.pack("<IQ", first, size)
        )

    folder = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    return head + table + folder.ljust(512, b"\0") + stream


def page() -> bytes:
    """Return the cameras as a web page that says it is a workbook."""
    lines = "".join(
        "<tr>" + "".join(f"<td class=x>{cell}</td>" for cell in row) + "</tr>"
        for row in (HEADINGS, *CAMERAS)
    )
    head = "<html><head><meta charset='utf-8'><style>td {mso-number-format:a}</style></head>"
    return f"{head}<body><table border=1>{lines}</table></body></html>".encode()


def kml(body: str = "") -> bytes:
    """Return the cameras as placemarks in folders by commune and by state."""
    marks = body or "".join(
        f"<Folder><name>{state}</name><Placemark><name>{name}</name><ExtendedData>"
        f'<Data name="MaCam"><value>{code}</value></Data></ExtendedData>'
        f"<LookAt><heading>{direction}</heading></LookAt>"
        f"<MultiGeometry><Point><coordinates>{lon}, {lat}, 0</coordinates></Point>"
        "</MultiGeometry></Placemark></Folder>"
        for code, name, lon, lat, direction, state in CAMERAS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><name>Camera</name>{marks}</Document></kml>"
    ).encode()


def arcgis_kml() -> bytes:
    """Return the cameras as ArcGIS writes them: the attributes as a table in the description."""
    return kml(
        "".join(
            f"<Placemark><name>{name}</name><description><![CDATA[<html><body><table><tr><td>{name}"
            f"</td></tr><tr><td><table><tr><td>MA_CAMERA</td><td>{code}</td></tr><tr><td>TINH_TRANG"
            f"</td><td>{state}</td></tr><tr><td>HUONG</td><td>{direction}</td></tr><tr><td>GHI_CHU"
            "</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></body></html>]]></description>"
            f"<Point><coordinates>{lon},{lat},0</coordinates></Point></Placemark>"
            for code, name, lon, lat, direction, state in CAMERAS
        )
    )


def kmz() -> bytes:
    """Return two documents in one archive."""
    marks = kml().decode().split("<Document>")[1].split("<Folder>")
    first, second = kml("<Folder>" + marks[1]), kml("<Folder>" + "<Folder>".join(marks[2:])[:-17])
    return packed({"doc.kml": first, "files/more.kml": second, "files/icon.png": b"\x89PNG"})


def features() -> list[dict[str, Any]]:
    """Return the cameras as GeoJSON features."""
    found: list[dict[str, Any]] = json.loads(layer().to_json(drop_id=True))["features"]
    return found


def objects() -> list[dict[str, Any]]:
    """Return the cameras as plain objects, their place within."""
    return [
        {
            "id": code,
            "name": name,
            "location": {"lat": lat, "lng": lon},
            "direction": direction,
            "status": state,
        }
        for code, name, lon, lat, direction, state in CAMERAS
    ]


def esri() -> dict[str, Any]:
    """Return the cameras as the answer of an ArcGIS service, in web Mercator."""
    moved = layer().to_crs(3857)
    return {
        "geometryType": "esriGeometryPoint",
        "spatialReference": {"wkid": 102100, "latestWkid": 3857},
        "fields": [{"name": name, "type": "esriFieldTypeString"} for name in FIELDS],
        "features": [
            {
                "attributes": {name: row[name] for name in FIELDS},
                "geometry": {"x": row["geometry"].x, "y": row["geometry"].y},
            }
            for row in moved.to_dict("records")
        ],
    }


def topology() -> dict[str, Any]:
    """Return the cameras as TopoJSON."""
    points = [
        {
            "type": "Point",
            "coordinates": [lon, lat],
            "properties": dict(zip(FIELDS, (code, name, direction, state), strict=True)),
        }
        for code, name, lon, lat, direction, state in CAMERAS
    ]
    camera = {"type": "GeometryCollection", "geometries": points}
    return {"type": "Topology", "arcs": [], "objects": {"camera": camera}}


def tags(direction: int) -> dict[str, str]:
    """Return a camera as OpenStreetMap tags it."""
    return {
        "man_made": "surveillance",
        "surveillance:type": "camera",
        "camera:direction": str(direction),
    }


def overpass() -> bytes:
    """Return the cameras as Overpass answers: a node, a way's middle, a way's corners."""
    (_c, _n, lon, lat, first, _s), second, third = CAMERAS
    elements = [
        {"type": "node", "id": 1, "lat": lat, "lon": lon, "tags": tags(first)},
        {
            "type": "way",
            "id": 2,
            "center": {"lat": second[3], "lon": second[2]},
            "tags": tags(second[4]),
        },
        {
            "type": "way",
            "id": 3,
            "tags": tags(third[4]),
            "geometry": [
                {"lat": third[3] + d, "lon": third[2] + d} for d in (-0.0001, 0.0001, -0.0001)
            ],
        },
    ]
    return dumped({"version": 0.6, "generator": "Overpass API", "elements": elements})


def overpass_xml() -> bytes:
    """Return the same as XML."""
    (_c, _n, lon, lat, first, _s), second, third = CAMERAS

    def tagged(direction: int) -> str:
        return "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags(direction).items())

    corners = "".join(
        f'<nd ref="{i}" lat="{third[3] + d}" lon="{third[2] + d}"/>'
        for i, d in enumerate((-0.0001, 0.0001))
    )
    return (
        f'<?xml version="1.0"?><osm version="0.6" generator="Overpass API"><note>…</note>'
        f'<node id="1" lat="{lat}" lon="{lon}">{tagged(first)}</node>'
        f'<way id="2"><center lat="{second[3]}" lon="{second[2]}"/><nd ref="9"/>'
        f'{tagged(second[4])}</way><way id="3">{corners}{tagged(third[4])}</way></osm>'
    ).encode()


def gpx() -> bytes:
    """Return the cameras as waypoints."""
    marks = "".join(
        f'<wpt lat="{lat}" lon="{lon}"><name>{name}</name></wpt>'
        for _code, name, lon, lat, *_rest in CAMERAS
    )
    return f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{marks}</gpx>'.encode()


def dxf() -> bytes:
    """Return the cameras as blocks with attributes, VN-2000 at 106°15′."""
    lines = ["0", "SECTION", "2", "ENTITIES"]
    plane = layer().to_crs(9212)
    for (code, name, *_rest), point in zip(CAMERAS, plane.geometry, strict=True):
        lines += [
            "0",
            "INSERT",
            "8",
            "CAMERA",
            "2",
            "CAM",
            "10",
            f"{point.x:.3f}",
            "20",
            f"{point.y:.3f}",
        ]
        for field, text in (("MA_CAMERA", code), ("TEN_CAMERA", name)):
            lines += ["0", "ATTRIB", "8", "CAMERA", "1", text, "2", field]
        lines += ["0", "SEQEND"]
    return "\n".join([*lines, "0", "ENDSEC", "0", "EOF"]).encode()


def parquet() -> bytes:
    """Return the cameras as GeoParquet."""
    file = io.BytesIO()
    layer().to_crs(9211).to_parquet(file)
    return file.getvalue()


def dbase(*, letters: str, cpg: str) -> bytes:
    """Return a Shapefile whose table is written in one encoding and says another, or none."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(written("ESRI Shapefile", ".shp", encoding="utf-8"))) as a:
            a.extractall(folder)
        table = Path(folder) / "camera.dbf"
        data = table.read_bytes()
        for text in sorted({row[i] for row in CAMERAS for i in (1, 5)}, key=len, reverse=True):
            old = text.encode()
            new = in_letters(text, letters).ljust(len(old), b" ")
            data = data.replace(old, new)
        # The language byte, which may say anything.
        table.write_bytes(data[:29] + b"\0" + data[30:])
        parts = {p.name: p.read_bytes() for p in Path(folder).iterdir() if p.suffix != ".cpg"}
    return packed(parts | ({"camera.cpg": cpg} if cpg else {}))


OLD = {
    "tcvn3": {
        "Chợ Đồng Hới": "Chî §ång Híi",
        "Ngã tư Bưu điện": "Ng· t­ B­u ®iÖn",
        "Cầu Nhật Lệ": "CÇu NhËt LÖ",
        "Hư hỏng": "H­ háng",
        "Hoạt động tốt": "Ho¹t ®éng tèt",
    },
    "vni": {
        "Chợ Đồng Hới": "Chôï Ñoàng Hôùi",
        "Ngã tư Bưu điện": "Ngaõ tö Böu ñieän",
        "Cầu Nhật Lệ": "Caàu Nhaät Leä",
        "Hư hỏng": "Hö hoûng",
        "Hoạt động tốt": "Hoaït ñoäng toát",
    },
}
_TONES = {0x301: "\u0301", 0x300: "\u0300", 0x309: "\u0309", 0x303: "\u0303", 0x323: "\u0323"}


def in_letters(text: str, letters: str) -> bytes:
    """Write a text in an encoding, or in the letters of an old font."""
    if letters in OLD:
        return OLD[letters][text].encode("latin-1")
    return composed(text).encode(letters) if letters == "cp1258" else text.encode(letters)


def composed(text: str) -> str:
    """Write tones behind their letters, as code page 1258 has them."""
    found = ""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if ord(mark) in _TONES)
        found += unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart) + tone
    return found


def dumped(value: object) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def by_lines(values: list[dict[str, Any]], before: str = "") -> bytes:
    """Return one value a line."""
    return "\n".join(before + json.dumps(v, ensure_ascii=False) for v in values).encode()


def by_site() -> list[dict[str, Any]]:
    """Return the cameras listed under their sites."""
    first, *others = objects()
    return [{"site": "Chợ", "cameras": [first]}, {"site": "Phố", "cameras": others}]


def collection(*shapes: shapely.Geometry) -> bytes:
    """Return the cameras as GeoJSON with these geometries."""
    table = layer()
    return table.set_geometry(gpd.GeoSeries(list(shapes), crs=4326)).to_json().encode()


FORMATS = [
    Format(".xlsx .xlsm", "workbook, all sheets", "a.xlsx", xlsx),
    Format(".xls", "old workbook (Excel 97)", "a.xls", xls),
    Format(".ods", "OpenDocument spreadsheet", "a.ods", ods),
    Format(".html .htm .xls", "tables of a web page saved as workbook", "a.xls", page),
    Format(
        ".csv .txt .tsv",
        "separated text; UTF-8, UTF-16, 1258, TCVN3, VNI",
        "a.csv",
        lambda: rows().encode(),
    ),
    Format(
        ".csv",
        "in UTF-16, tab between cells",
        "a.csv",
        lambda: rows(separator="\t").encode("utf-16"),
    ),
    Format(
        ".geojson .json",
        "GeoJSON in its own CRS",
        "a.geojson",
        lambda: written("GeoJSON", ".geojson"),
    ),
    Format(
        ".geojson .json",
        "multipoints and collections of one point",
        "a.geojson",
        lambda: collection(
            *(shapely.MultiPoint([row[2:4]]) for row in CAMERAS[:2]),
            shapely.GeometryCollection(
                [shapely.Point(CAMERAS[2][2:4]), shapely.Point(CAMERAS[2][2:4]).buffer(0.001)]
            ),
        ),
    ),
    Format(".geojsonl .ndjson", "GeoJSON line by line", "a.geojsonl", lambda: by_lines(features())),
    Format(
        ".geojsonl",
        "with record separators (RFC 8142)",
        "a.geojsonl",
        lambda: by_lines(features(), "\x1e"),
    ),
    Format(".json", "a list of GeoJSON features", "a.json", lambda: dumped(features())),
    Format(
        ".json",
        "a layer wrapped in an answer",
        "a.json",
        lambda: dumped({"ok": True, "data": json.loads(written("GeoJSON", ".geojson"))}),
    ),
    Format(".json", "Esri JSON (wkid, latestWkid)", "a.json", lambda: dumped(esri())),
    Format(".topojson .json", "TopoJSON", "a.topojson", lambda: dumped(topology())),
    Format(".json", "list of objects, their place within", "a.json", lambda: dumped(objects())),
    Format(
        ".json",
        "list within an answer",
        "a.json",
        lambda: dumped({"count": 3, "data": {"items": objects()}}),
    ),
    Format(".json", "lists nested by site", "a.json", lambda: dumped(by_site())),
    Format(
        ".json",
        "objects under their codes",
        "a.json",
        lambda: dumped({o.pop("id"): o for o in objects()}),
    ),
    Format(".ndjson", "one object a line", "a.ndjson", lambda: by_lines(objects())),
    Format(
        ".json",
        "answer of Overpass: nodes, `out center`, `out geom`",
        "a.json",
        overpass,
        codes=False,
    ),
    Format(".osm", "OpenStreetMap XML, of Overpass too", "a.osm", overpass_xml, codes=False),
    Format(".gpkg", "GeoPackage, all layers", "a.gpkg", lambda: written("GPKG", ".gpkg")),
    Format(".fgb", "FlatGeobuf", "a.fgb", lambda: written("FlatGeobuf", ".fgb", crs=9211)),
    Format(".parquet", "GeoParquet", "a.parquet", parquet),
    Format(
        ".zip",
        "Shapefile, its letters by what they say",
        "a.zip",
        lambda: written("ESRI Shapefile", ".shp", crs=9212, encoding="utf-8"),
    ),
    *(
        Format(
            ".zip",
            f"Shapefile in {letters}, .cpg: {cpg or 'none'}",
            "a.zip",
            lambda letters=letters, cpg=cpg: dbase(letters=letters, cpg=cpg),
        )
        for letters in ("utf-8", "cp1258", "tcvn3", "vni")
        for cpg in ("", "88591", "UTF-8")
    ),
    Format(".zip", "MapInfo TAB", "a.zip", lambda: written("MapInfo File", ".tab")),
    Format(".zip", "MapInfo MIF", "a.zip", lambda: written("MapInfo File", ".mif")),
    Format(
        ".zip",
        "ESRI File Geodatabase",
        "a.gdb.zip",
        lambda: written("OpenFileGDB", ".gdb", TARGET_ARCGIS_VERSION="ARCGIS_PRO_3_2_OR_LATER"),
    ),
    Format(
        ".zip",
        "any of these, packed",
        "a.zip",
        lambda: packed({"xa/danh sách.xlsx": xlsx(), "xa/ghi chu.docx": b"PK", "x.jpg": b"1"}),
    ),
    Format(".gml", "GML, axes as its CRS says", "a.gml", lambda: written("GML", ".gml")),
    Format(".kml", "placemarks: fields, folders, direction of view", "a.kml", kml),
    Format(".kml", "of ArcGIS, attributes as a table", "a.kml", arcgis_kml),
    Format(
        ".kml",
        "in UTF-16",
        "a.kml",
        lambda: kml().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    ),
    Format(".kmz", "all documents inside", "a.kmz", kmz),
    Format(".gpx", "waypoints", "a.gpx", gpx, codes=False, directions=False),
    Format(
        ".dxf",
        "points and blocks with attributes; the CRS is asked",
        "a.dxf",
        dxf,
        directions=False,
        crs="EPSG:9212",
    ),
]


def table() -> str:
    """Return the formats as a table in Markdown."""
    lines = ["| file | what is read | tested with |", "| --- | --- | --- |"]
    lines += [f"| {f.endings} | {f.reads} | {len(CAMERAS)} cameras, `{f.name}` |" for f in FORMATS]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
