"""What everything stands on, in plain Python: decisions, workflow tables, dated sources, calendar, Vietnamese text.

Nothing here knows the database, the web, or any agency's trade; no function reads the clock.
"""
