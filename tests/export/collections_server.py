"""A server of OGC API – Features of some lines, for clients: collections from files of GeoJSON."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import shapely

PATH = "/ogc"
CONFORMS = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" for part in ("core", "geojson")
]


@contextmanager
def serving_collections(files):
    """Serve GeoJSON by layer; give the server's address and the requests that came."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.layers = {name: json.loads(content)["features"] for name, content in files.items()}
    server.home, server.came = f"http://127.0.0.1:{server.server_port}", []
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    try:
        yield server.home, server.came
    finally:
        server.shutdown()
        server.server_close()
        running.join()


class Answer(BaseHTTPRequestHandler):
    """What is answered to one request."""

    def do_GET(self):
        self.server.came.append(self.path)
        asked = urlsplit(self.path)
        found = self.respond(asked.path.removeprefix(PATH), parse_qs(asked.query))
        content = json.dumps(found).encode()
        self.send_response(200 if found else 404)
        of = "geo+json" if asked.path.endswith("/items") else "json"
        self.send_header("Content-Type", f"application/{of}")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""

    def respond(self, where, query):
        layers, found = self.server.layers, None
        match where.strip("/").split("/"):
            case [""]:
                api = self.link("service-desc", "/api", "vnd.oai.openapi+json;version=3.0")
                found = {"links": [self.link("data", "/collections"), api]}
            case ["api"]:
                found = {"openapi": "3.0.2", "info": {"title": "", "version": "1"}, "paths": {}}
            case ["conformance"]:
                found = {"conformsTo": CONFORMS}
            case ["collections"]:
                found = {"collections": [self.collection(name) for name in layers], "links": []}
            case ["collections", name] if name in layers:
                found = self.collection(name)
            case ["collections", name, "items"] if name in layers:
                found = self.items(name, query)
        return found

    def link(self, rel, to, of="json"):
        return {"rel": rel, "href": self.server.home + PATH + to, "type": f"application/{of}"}

    def collection(self, name):
        items = self.link("items", f"/collections/{name}/items", "geo+json")
        extent = {"spatial": {"bbox": [[105, 16, 108, 19]]}}
        return {"id": name, "title": name, "extent": extent, "links": [items]}

    def items(self, name, query):
        limit, start = (int(query.get(k, [d])[0]) for k, d in (("limit", 10), ("offset", 0)))
        rows = self.server.layers[name]
        if "bbox" in query:
            box = shapely.box(*map(float, query["bbox"][0].split(",")))
            rows = [row for row in rows if row["geometry"] and box.intersects(shape_of(row))]
        page = {"type": "FeatureCollection", "features": rows[start : start + limit]}
        page |= {"numberMatched": len(rows), "numberReturned": len(page["features"]), "links": []}
        if start + limit < len(rows):
            to = f"/collections/{name}/items?limit={limit}&offset={start + limit}"
            page["links"] = [self.link("next", to, "geo+json")]
        return page


def shape_of(feature):
    """Return a feature's shape."""
    return shapely.geometry.shape(feature["geometry"])
