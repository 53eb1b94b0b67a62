"""Where would new cameras help that no repair can replace?"""

__all__ = ["new_cameras"]
