"""How results leave: tables by layer, one file per format."""
