"""HTTP: what a person sees and sends. No SQL and no rules of its own: services decide."""
