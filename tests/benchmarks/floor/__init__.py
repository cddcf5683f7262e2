"""The least that a web app can do and still ask forty questions: the floor that our own cost is measured against."""
