"""Where are the communes, old and new?"""

__all__ = ["boundaries", "listing", "location", "succession"]
