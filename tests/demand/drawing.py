"""OpenStreetMap extracts drawn in metres."""

from xml.sax.saxutils import quoteattr

from tests.world import degrees


class Drawing:
    """Writes an ``.osm`` file of things drawn in metres."""

    def __init__(self):
        self.nodes, self.ways, self.relations = [], [], []
        self.known = {}

    def node(self, x, y, **tags):
        if (x, y) not in self.known:
            self.known[x, y] = len(self.nodes) + 1
            lon, lat = degrees((x, y))
            self.nodes.append((f'lat="{lat:.7f}" lon="{lon:.7f}"', tags))
        elif tags:
            self.nodes[self.known[x, y] - 1][1].update(tags)
        return self.known[x, y]

    def way(self, *points, **tags):
        self.ways.append(([p if isinstance(p, int) else self.node(*p) for p in points], tags))
        return len(self.ways)

    def box(self, x, y, w, h, /, **tags):
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
        return self.way(*corners, **tags)

    def save(self, path):
        def tagged(tags):
            return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())

        lines = [
            f'<node id="{i}" version="1" {at}>{tagged(tags)}</node>'
            for i, (at, tags) in enumerate(self.nodes, 1)
        ]
        for i, (refs, tags) in enumerate(self.ways, 1):
            inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
            lines.append(f'<way id="{i}" version="1">{inside}{tagged(tags)}</way>')
        for i, (members, tags) in enumerate(self.relations, 1):
            inside = "".join(f'<member type="way" ref="{w}" role="{r}"/>' for w, r in members)
            told = tagged({"type": "multipolygon"} | tags)
            lines.append(f'<relation id="{i}" version="1">{inside}{told}</relation>')
        text = "\n".join(lines)
        path.write_text(f'<osm version="0.6" generator="tests">\n{text}\n</osm>\n', "utf-8")
        return path
