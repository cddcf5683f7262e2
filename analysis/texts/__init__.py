"""Answers in people's own words: coded into themes, counted, searched, and quoted only when somebody has signed.

No text leaves the machine: everything here runs on it, and results hold no text but released quotes.
"""
