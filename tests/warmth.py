"""One small list, read in the process that the others are forked from.

What the program reads and works out once – its vocabulary, patterns, systems of coordinates – each
of them would work out anew for a list of one row.
"""

from gis.communes.boundaries import communes_or_schematic
from gis.ingest.importing import read_import
from tests.registers import HEADINGS, ROWS, workbook

read_import(workbook([HEADINGS, *ROWS]), "warmth.xlsx", communes=communes_or_schematic())
