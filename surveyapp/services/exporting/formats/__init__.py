"""One file format each: an extract in, a file out. No queries here."""
