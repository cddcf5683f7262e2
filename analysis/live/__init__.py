"""Results while answers still come: told in steps, so much hidden in each that all together tell of nobody."""
