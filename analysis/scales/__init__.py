"""Scores: how they changed, how well they measure, and which change is important."""
