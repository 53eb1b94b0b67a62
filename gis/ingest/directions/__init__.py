"""Where does each camera look?"""

__all__ = ["bearings", "sheet_directions"]
