"""Disclosure control: what may leave, what must be hidden with it, and the attacker who tries it."""
