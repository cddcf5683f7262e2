"""Two rounds of one questionnaire compared, question by question, into one result object."""
