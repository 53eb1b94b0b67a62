"""What do readers share: snapshots, plans, drafts, and jobs beside the pages?"""
