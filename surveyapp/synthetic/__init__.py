"""Made-up answers that follow a questionnaire's own rules. Never real data.

Each respondent leans one way (`lean`, standard normal), answers what routing shows, and keeps about half of the
earlier answers in a later round, so that a comparison has something to find.
"""

from surveyapp.synthetic.answering import answers
from surveyapp.synthetic.people import Person

__all__ = ["Person", "answers"]
