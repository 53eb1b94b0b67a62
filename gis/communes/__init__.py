"""Where are the communes, old and new?"""
