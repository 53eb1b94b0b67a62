"""Which rows of a layer does a tile of the web hold, and how is it written?

Mapbox Vector Tiles 2.1, in the scheme of tiles that browsers use: Web Mercator, rows counted
from the north.
"""

__all__ = ["cutting", "encoding"]
