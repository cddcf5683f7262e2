"""Invented values are the same each time, few enough for a shared machine, and never timed."""

from hypothesis import settings

settings.register_profile("medvirk", deadline=None, max_examples=40, derandomize=True)
settings.load_profile("medvirk")
