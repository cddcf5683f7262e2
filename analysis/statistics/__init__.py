"""Estimates and tests of one question in two rounds, from counts."""
