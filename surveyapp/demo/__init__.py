"""A demonstration with synthetic answers, filled in through the same doors as real ones."""
