"""Where does each camera look?"""
