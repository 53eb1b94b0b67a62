"""What do other programs read over the web as it is now? Features, tiles, and plain files."""

__all__ = ["features", "file_routes", "replies", "requests", "tile_routes"]
