"""Which rows of a list are cameras the register has already?"""
