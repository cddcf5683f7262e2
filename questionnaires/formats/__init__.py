"""Questionnaires in other people's formats: read and written, with an account of all that is carried or not."""
