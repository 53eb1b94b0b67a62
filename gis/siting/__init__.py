"""Where would new cameras help that no repair can replace?"""
