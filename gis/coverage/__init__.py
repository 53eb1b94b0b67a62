"""What does each camera see?"""

__all__ = ["area", "buildings", "footprints", "levels", "occlusion", "optics"]
