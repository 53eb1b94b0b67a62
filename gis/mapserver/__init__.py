"""What does the map read: tiles, particulars, search, and the map as one file?"""

__all__ = ["basemap", "cameras", "details", "offline_html", "routes", "script", "texts"]
