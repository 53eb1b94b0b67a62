"""Where is each row, and in which commune?"""

__all__ = ["coordinates", "crs_candidates", "map_links", "meridians", "placing", "stated_positions"]
