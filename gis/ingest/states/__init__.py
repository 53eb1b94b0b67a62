"""In what state is each camera, which part failed, and why?"""

__all__ = ["conditions", "reasons", "state_cells"]
