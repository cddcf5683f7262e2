"""Words for results: numbers as a Norwegian reader expects them, and sentences that only result fields can fill."""
