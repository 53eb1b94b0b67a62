"""Which places, roads, buildings and waters does an OpenStreetMap extract hold?"""

__all__ = ["extract"]
