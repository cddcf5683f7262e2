"""Comparing: rounds of answers become counts, and counts become results and reports."""
