"""Open a project in QGIS itself and tell what it made of it, as JSON; run by QGIS's own Python."""

import json
import sys

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsLayoutExporter,
    QgsNetworkAccessManager,
    QgsProject,
    QgsVectorLayer,
)


def main() -> None:
    """Read ``{"project", "styled", "picture", "dpi"}`` from the standard input."""
    asked = json.load(sys.stdin)
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    told, requests = [], []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: told.append(text))
    network = QgsNetworkAccessManager.instance()
    network.requestAboutToBeCreated.connect(lambda r: requests.append(r.request().url().toString()))
    project = QgsProject.instance()
    answer = {"version": Qgis.QGIS_VERSION, "read": project.read(asked["project"])}
    answer |= {"title": project.title(), "crs": project.crs().authid()}
    layers = project.mapLayers()
    answer["layers"] = {name: layer_facts(layer) for name, layer in layers.items()}
    answer["tree"] = [
        [group.name(), {leaf.layerId(): leaf.isVisible() for leaf in group.children()}]
        for group in project.layerTreeRoot().children()
    ]
    if asked.get("picture"):
        answer["sheet"] = draw(project, asked)
    if asked.get("styled"):
        answer["styled"] = {name: styled(asked["styled"], name) for name in asked["names"]}
    json.dump(answer | {"messages": told, "requests": requests}, sys.stdout)


def layer_facts(layer):
    """Tell what a layer holds and how it is shown."""
    facts = {"valid": layer.isValid(), "title": layer.name(), "rows": layer.featureCount()}
    fields = layer.fields()
    facts["aliases"] = {field.name(): field.alias() for field in fields}
    facts["words"] = {
        field.name(): field.editorWidgetSetup().config()["map"]
        for field in fields
        if field.editorWidgetSetup().type() == "ValueMap"
    }
    facts |= {"read_only": layer.readOnly(), "crs": layer.crs().authid()}
    facts |= {"provider": layer.providerType(), "source": layer.source(), **looks(layer)}
    return facts


def looks(layer):
    """Tell the signs of a layer by code, and what its names are."""
    renderer = layer.renderer()
    if renderer is None:
        return {}
    if renderer.type() == "singleSymbol":
        signs = {"": [layer.name(), renderer.symbol().color().name()]}
    else:
        signs = {c.value(): [c.label(), c.symbol().color().name()] for c in renderer.categories()}
    facts = {"signs": signs, "drawn_from": layer.minimumScale(), "state": None}
    if renderer.type() != "singleSymbol":
        facts["state"] = renderer.classAttribute()
    if layer.labelsEnabled() and layer.labeling() is not None:
        naming = layer.labeling().settings()
        facts["named_by"] = [naming.fieldName, naming.isExpression, naming.minimumScale]
    return facts


def styled(path, name):
    """Tell how a layer of a GeoPackage looks that is opened alone, by the style within."""
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    _message, loaded = layer.loadDefaultStyle()
    return layer_facts(layer) | {"loaded": loaded}


def draw(project, asked):
    """Export the project's one sheet as a picture; tell what stands on it."""
    [layout] = project.layoutManager().layouts()
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = asked["dpi"]
    done = QgsLayoutExporter(layout).exportToImage(asked["picture"], settings)
    page = layout.pageCollection().page(0).pageSize()
    texts = {
        item.id(): item.currentText()
        for item in layout.items()
        if hasattr(item, "currentText") and hasattr(item, "id")
    }
    sheet = layout.referenceMap()
    frames = {
        item.id(): [item.pos().x(), item.pos().y(), item.rect().width(), item.rect().height()]
        for item in layout.items()
        if hasattr(item, "id") and item.id()
    }
    facts = {"done": int(done), "page_mm": [page.width(), page.height()], "texts": texts}
    return facts | {"scale": sheet.scale(), "frames_mm": frames, "name": layout.name()}


main()
