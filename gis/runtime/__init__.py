"""What do readers share: snapshots, plans, drafts, and jobs beside the pages?"""

__all__ = [
    "allocator",
    "bookmarks",
    "drafts",
    "duty",
    "jobs",
    "league",
    "plan_cache",
    "publishing",
    "reporting",
    "sizes",
    "snapshot",
]
