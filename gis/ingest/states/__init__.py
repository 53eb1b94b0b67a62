"""In what state is each camera, which part failed, and why?"""
