"""What do readers share: snapshots, plans, drafts, and jobs beside the pages?"""

__all__ = ["bookmarks", "drafts", "duty", "jobs", "plan_cache", "reporting", "snapshot"]
