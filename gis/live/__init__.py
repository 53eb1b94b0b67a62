"""What do other programs read over the web as it is now? Layers as tiles, and as plain files."""

__all__ = ["file_routes", "replies", "tile_routes"]
