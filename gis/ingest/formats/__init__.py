"""Which rows and cells does a file hold, whatever its format?"""
