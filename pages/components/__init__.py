"""Pieces of screens: a folder a page, `shared` for several."""
