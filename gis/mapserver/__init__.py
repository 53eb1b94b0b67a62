"""What does the map read: tiles, particulars, search, and the map as one file?"""
