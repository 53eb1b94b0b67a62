"""How the browser and other programs read the results live."""
