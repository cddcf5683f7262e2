"""A preview: a draft as its respondents will meet it, on a database that is thrown away."""
