"""Who answered, who did not, and what follows: outcome rates, weights, small populations and answers in groups."""
