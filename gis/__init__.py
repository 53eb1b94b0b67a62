"""Camera Quảng Trị: what every security camera sees, what is not seen, and what to repair first.

The folders read in order are the argument: communes, register, coverage, demand, restoration.
Plain Python; nothing here knows of the web app.
"""

# That of pyproject.toml: what is exported says which program made it.
__version__ = "0.1.0"
