"""Layers as several files in one zip: Shapefile, and CSV with WKT beside what describes it."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from gis.core.archives import README
from gis.core.clock import now
from gis.core.language import _
from gis.core.schema import short_names
from gis.core.scratch import scratch_folder
from gis.core.spreadsheet import guarded
from gis.export.arrow import arrow_table
from gis.export.gdal_files import LayerTable, metadata_of, write_layer
from gis.export.metadata import as_lines
from gis.export.schema import FieldType, LayerSchema

# A Shapefile's table takes texts of so many bytes.
_LONGEST_TEXT = 254
# A file that its owner writes and all read, as Unix counts.
_READABLE = 0o100644
_CSVT = {
    FieldType.TEXT: "String",
    FieldType.WHOLE: "Integer64",
    FieldType.NUMBER: "Real",
    FieldType.FLAG: "Integer(Boolean)",
    FieldType.DATE: "Date",
}


def shapefile(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as Shapefiles in UTF-8, zipped, with a text that tells what each name means.

    Parameters
    ----------
    layers
        All in one CRS.

    Returns
    -------
    bytes
        A zip: of each layer ``.shp .shx .dbf .prj .cpg`` (without shapes ``.dbf .cpg``), and
        the text: names as Shapefiles shorten them, and which texts were too long.
    """
    told, cut = [as_lines(metadata_of(layers))], list[str]()
    with scratch_folder() as folder:
        for layer in layers:
            short = short_names(layer.schema.names)
            table = arrow_table(layer.table, layer.schema)
            table, long = _fitting(table)
            cut += [f"{layer.schema.name}.{name}: {count}" for name, count in long.items()]
            path = folder / f"{layer.schema.name}.{'shp' if layer.schema.geometry else 'dbf'}"
            table = table.rename_columns([short.get(name, name) for name in table.column_names])
            write_layer(path, layer, table, "ESRI Shapefile", {})
            told.append("\n".join(_explained(layer.schema, short)))
        if cut:
            told.insert(1, _("Texts cut at {limit} bytes:", limit=_LONGEST_TEXT))
            told[1] += " " + "; ".join(cut)
        files = [p for p in sorted(folder.iterdir()) if p.stem in {_l.schema.name for _l in layers}]
        contents = {path.name: path.read_bytes() for path in files}
    return zip_files(contents | {README: text_file(told)})


def csv_with_wkt(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as CSV with their shapes as WKT, zipped beside types and coordinate system.

    Parameters
    ----------
    layers
        All in one CRS.

    Returns
    -------
    bytes
        A zip: of each layer ``.csv .csvt .prj``, as GDAL and QGIS read them, and a text.
    """
    contents, told = dict[str, bytes](), [as_lines(metadata_of(layers))]
    for layer in layers:
        schema = layer.schema
        shaped = {"WKT": _wkt(layer)} if schema.geometry else {}
        texts = schema.of_type(FieldType.TEXT)
        safe = {name: layer.table[name].map(guarded, na_action="ignore") for name in texts}
        columns = shaped | {name: safe.get(name, layer.table[name]) for name in schema.names}
        flags = {name: columns[name].astype("Int8") for name in schema.of_type(FieldType.FLAG)}
        content = pd.DataFrame(columns | flags).to_csv(index=False, date_format="%Y-%m-%d")
        types = ['"WKT"'] * bool(shaped) + [f'"{_CSVT[f.holds]}"' for f in schema.fields]
        contents[f"{schema.name}.csv"] = content.encode()
        contents[f"{schema.name}.csvt"] = ",".join(types).encode()
        if shaped:
            contents[f"{schema.name}.prj"] = layer.table.crs.to_wkt("WKT1_ESRI").encode()
        told.append("\n".join(_explained(schema, {})))
    return zip_files(contents | {README: text_file(told)})


def _wkt(layer: LayerTable) -> pd.Series:
    shapes = layer.table.geometry
    return pd.Series(shapely.to_wkt(shapes.to_numpy(), rounding_precision=-1), shapes.index)


def _fitting(table: pa.Table) -> tuple[pa.Table, dict[str, int]]:
    """Return a table with texts that a Shapefile takes, and how many of each column were cut."""
    cut = dict[str, int]()
    for place, field in enumerate(table.schema):
        if not pa.types.is_string(field.type):
            continue
        long = pc.greater(pc.binary_length(table.column(place)), _LONGEST_TEXT)
        if count := int(pc.sum(long).as_py() or 0):
            cut[field.name] = count
            texts = [_cut(text) for text in table.column(place).to_pylist()]
            table = table.set_column(place, field.name, pa.array(texts, pa.string()))
    return table, cut


def _cut(text: str | None) -> str | None:
    return text and text.encode()[:_LONGEST_TEXT].decode(errors="ignore")


def _explained(schema: LayerSchema, short: dict[str, str]) -> Iterator[str]:
    yield f"{schema.name}: {schema.label}. {schema.meaning()}"
    for field in schema.fields:
        name = short.get(field.name, field.name)
        alias = f" = {field.name}" if name != field.name else ""
        yield f"  {name}{alias}: {field.label}{'. ' * bool(field.means)}{field.means}"


def text_file(parts: Sequence[str]) -> bytes:
    """Return a text for who opens a zip: UTF-8 that every editor knows as such.

    Parameters
    ----------
    parts
        Its paragraphs.

    Returns
    -------
    bytes
        With a mark of its encoding, and ends of lines as on Windows.
    """
    return "\n\n".join(parts).replace("\n", "\r\n").encode("utf-8-sig")


def zip_files(contents: Mapping[str, bytes]) -> bytes:
    """Return files as one zip; who unpacks it may read them, and so may others.

    Parameters
    ----------
    contents
        The files by their names.

    Returns
    -------
    bytes
        The zip.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            member = zipfile.ZipInfo(name, now().timetuple()[:6])
            member.external_attr = _READABLE << 16
            packed.writestr(member, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
