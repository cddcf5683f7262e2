"""Made-up answers in words, and in codes and numbers that belong to nobody."""

from __future__ import annotations

from random import Random

from questionnaires.answers import Answer, Asked
from questionnaires.classifications import kommuner
from questionnaires.classifications.codelists import codes_of
from questionnaires.question_types import Classified, LongText, OwnList, ShortText
from surveyapp.synthetic.choosing import missing_or
from surveyapp.synthetic.people import Person

ACTIVITIES = (
    "gå i trapp",
    "gå til butikken",
    "dusje uten hjelp",
    "kle på meg",
    "lage middag",
    "ta bussen",
    "bære handleposer",
    "skrive for hånd",
    "reise meg fra en stol",
    "arbeide i hagen",
    "gå tur i skogen",
    "snakke i telefonen",
    "lese avisen",
    "sykle til jobb",
    "bade",
    "leke med barnebarn",
    "spille kort",
    "rydde kjøkkenet",
    "gå på kino",
    "sove hele natten",
)


def text(asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """Words that say themselves that nobody wrote them."""
    question: ShortText | LongText = asked.question  # type: ignore[assignment]
    # Most leave a free text open.
    if question.required or rng.random() < 0.3:
        return f"Syntetisk svar på {question.id}"[: question.at_most].strip()
    return None


def own_list(asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """Some everyday activities."""
    question: OwnList = asked.question  # type: ignore[assignment]
    how_many = rng.randint(max(1, question.items.low), question.items.high)
    return {str(slot): words for slot, words in enumerate(rng.sample(ACTIVITIES, how_many), start=1)}


def municipality(_asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """The kommune that is asked, or any other where none is."""
    there = [each.nr for each in kommuner(on=person.today)]
    return person.key if person.key in there else rng.choice(there)


def classified(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """Any code of the classification."""
    question: Classified = asked.question  # type: ignore[assignment]
    return missing_or(question, rng) or rng.choice(sorted(codes_of(question.classification, person.today)))


def postal_code(_asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """Four digits."""
    return f"{rng.randrange(1, 10_000):04}"


def organisation_number(_asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """Nine digits with a right check digit; it begins with 1-7, and real ones begin with 8 or 9."""
    while True:
        digits = [rng.randint(1, 7), *(rng.randrange(10) for _ in range(7))]
        weighed = sum(digit * weight for digit, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=True))
        check = (11 - weighed % 11) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def email(_asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """An address under a domain that RFC 2606 keeps for examples, so that no mail can reach anybody."""
    return f"syntetisk{rng.randrange(10_000)}@example.com"


def phone(_asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """One of the hundred numbers 555-0100 to 0199, which the North American plan keeps for fiction."""
    return f"+1 202 555 01{rng.randrange(100):02}"
