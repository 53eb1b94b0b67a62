"""What QGIS itself says of the tables of a PostGIS store, and a change it makes; run by its Python.

`argv`: host, port and database. Answers in JSON.
"""

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)


def opened(schema: str, table: str) -> QgsVectorLayer:
    uri = QgsDataSourceUri()
    uri.setConnection(*sys.argv[1:4], "postgres", "")
    uri.setDataSource(schema, table, "geom")
    return QgsVectorLayer(uri.uri(False), table, "postgres")


def described(layer: QgsVectorLayer) -> dict:
    names = [field.name() for field in layer.fields()]
    return {
        "count": layer.featureCount(),
        "key": [names[place] for place in layer.primaryKeyAttributes()],
        "by": layer.renderer().classAttribute(),
        "alias": layer.fields().field("commune_code").alias(),
    }


def draw(layer: QgsVectorLayer) -> bool:
    layer.startEditing()
    moved = next(f for f in layer.getFeatures() if f["camera_id"] == "C0")
    layer.changeGeometry(moved.id(), QgsGeometry.fromPointXY(QgsPointXY(107, 16.5)))
    new = QgsVectorLayerUtils.createFeature(layer)
    new["camera_id"] = "Q1"
    new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(106.9, 16.8)))
    layer.addFeature(new)
    return layer.commitChanges()


app = QgsApplication([], False)
app.initQgis()
answer = {name: described(opened("results", name)) for name in ("footprints", "coverage")}
print(json.dumps(answer | {"drawn": draw(opened("public", "camera"))}))
app.exitQgis()
