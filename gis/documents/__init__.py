"""Official papers: what the analysis says, in the layout a commune or the province signs."""

__all__ = ["document", "dossier", "kinds"]
