"""Three rounds or more: tests, models, interrupted series and plans with a status each quarter."""
