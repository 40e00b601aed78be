"""Where places lie: a gazetteer, the borders of districts and countries, and small drawings of them.

Everything comes from static/geo/, read once a process; no database and no address outside is asked.
"""
