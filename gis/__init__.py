"""Camera Quảng Trị: what every security camera sees, what is not seen, and what to repair first.

The folders read in order are the argument: communes, register, coverage, demand, restoration.
Plain Python; nothing here knows of the web app.
"""
