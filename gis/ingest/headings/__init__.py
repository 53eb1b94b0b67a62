"""Which column does each heading of a sheet name?"""
