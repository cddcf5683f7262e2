"""Asking: the Flask application that puts questionnaires to people and keeps their answers."""
