"""One table: how each type of question is answered by somebody made up."""

from __future__ import annotations

from random import Random

from questionnaires.answers import Answer, Asked
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Classified,
    Consent,
    Count,
    Currency,
    Date,
    Email,
    Grade,
    Grid,
    Information,
    LongText,
    Month,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OrganisationNumber,
    OwnList,
    Percentage,
    Phone,
    PostalCode,
    Ranking,
    Rating,
    ShortText,
    SuppliedList,
    Time,
    Year,
)
from surveyapp.synthetic import amounts, choosing, words
from surveyapp.synthetic.people import Maker, Person


def _carried(asked: Asked, _before: object, person: Person, _rng: Random) -> Answer | None:
    """What nobody answers: a list that comes with the invitation, or nothing."""
    return person.carried.get(asked.question.id)


MAKERS: dict[type[BaseQuestion], Maker] = {
    Choice: choosing.choice,
    MultipleChoice: choosing.choices,
    Ranking: choosing.ranking,
    Grade: choosing.grade,
    Grid: choosing.grid,
    Number: amounts.number,
    NumberGrid: amounts.number_grid,
    Count: amounts.number,
    Percentage: amounts.percentage,
    Currency: amounts.currency,
    Rating: amounts.rating,
    Year: amounts.year,
    Date: amounts.day,
    Month: amounts.month,
    Time: amounts.time,
    ShortText: words.text,
    LongText: words.text,
    Information: _carried,
    Consent: choosing.consent,
    Calculated: _carried,
    PostalCode: words.postal_code,
    OrganisationNumber: words.organisation_number,
    Email: words.email,
    Phone: words.phone,
    Municipality: words.municipality,
    Classified: words.classified,
    OwnList: words.own_list,
    SuppliedList: _carried,
}
"""How each type of question is answered."""
