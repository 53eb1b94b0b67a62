"""How sure is a plan where the register does not know?"""
