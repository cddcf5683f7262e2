"""Bundles: an archive with a report and what it was made of that may leave, and its numbers worked out again."""
