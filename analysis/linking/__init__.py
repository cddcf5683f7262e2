"""The same units in two rounds: through mergers of municipalities, and through versions of the questionnaire."""
