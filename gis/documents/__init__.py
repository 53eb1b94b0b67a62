"""Official papers: what the analysis says, in the layout a commune or the province signs."""
