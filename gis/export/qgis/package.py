"""One package of all: layers, a project that shows them, the dictionary, and metadata."""

from collections.abc import Sequence

from gis.core.archives import DICTIONARY, METADATA, README
from gis.core.language import _
from gis.export.dictionary import dictionary_page, dictionary_table
from gis.export.file_names import file_name
from gis.export.gdal_files import LayerTable, geopackage
from gis.export.iso19139 import iso_metadata
from gis.export.qgis.project import ProjectLayer, project_file
from gis.export.subject import Subject, subject_of
from gis.export.zipped import text_file, zip_files

_FORMATS = (("GeoPackage", "1.2"), ("QGIS", "3.22"))


def qgis_package(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one zip that QGIS opens styled and offline.

    Parameters
    ----------
    layers
        All with shapes in one CRS.

    Returns
    -------
    bytes
        ``.gpkg``, ``.qgz``, the dictionary, ``metadata.xml`` (ISO 19139) and a text to read first.
    """
    about, schemas = subject_of(layers), [one.schema for one in layers]
    what = "all" if len(layers) > 1 else schemas[0].name
    file = file_name(what, about.place, "gpkg", simulated=about.simulated)
    stem = file.removesuffix(".gpkg")
    parts = [
        ProjectLayer(one.schema, "ogr", f"./{file}|layername={one.schema.name}", one.table.crs)
        for one in layers
    ]
    names = [schema.name for schema in schemas]
    table = dictionary_table()
    return zip_files(
        {
            README: text_file(_readme(about, stem)),
            f"{stem}.qgz": project_file(stem, parts, about),
            file: geopackage(layers),
            f"{DICTIONARY}.csv": table[table["layer"].isin(names)]
            .to_csv(index=False)
            .encode("utf-8-sig"),
            f"{DICTIONARY}.md": dictionary_page(schemas).encode(),
            METADATA: iso_metadata(about, schemas, _FORMATS),
        }
    )


def _readme(about: Subject, stem: str) -> list[str]:
    files = {
        f"{stem}.qgz": _("the project: open this one in QGIS 3.16 or later"),
        f"{stem}.gpkg": _("the data, all layers; it must lie beside the project"),
        f"{DICTIONARY}.csv, .md": _("what each field of each layer means"),
        METADATA: _("metadata by ISO 19139, for a catalogue of geodata"),
    }
    return [
        "\n".join([about.title, *about.warnings]),
        "\n".join(f"{name}: {text}" for name, text in files.items()),
        _("Unpack all files into one folder, then open the project; it needs no network."),
        _("To print: Project > Layouts, then export as PDF or picture."),
        "\n".join(about.lines),
    ]
