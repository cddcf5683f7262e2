"""The report on what persons say, of one round or two."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from surveyapp.services import reporting
from surveyapp.services.reporting import Order
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW


def page(session: Session, folder: Path, *, rounds: int) -> str:
    stage = answered(session)
    asked = (*stage.round_ids[:rounds], None)
    wanted = Order(kind="experience", survey_id=stage.survey_id, baseline_id=asked[0], followup_id=asked[1])
    made = reporting.build(session, reporting.order(session, wanted, NOW), folder, NOW, faces=("html",))
    return reporting.file_of(session, made.id, "html", folder).read_text("utf-8").replace("\xa0", " ")


def test_one_round_is_told_as_it_stands(session: Session, tmp_path: Path) -> None:
    told = page(session, tmp_path, rounds=1)

    # A third of thirty had a plan.
    assert "Vanligst var «Nei»: 67 % (20 av 30)." in told
    assert "Det finnes ikke noe å sammenligne med ennå" in told
    assert "Hvem som kommer til orde" in told


def test_two_rounds_of_the_same_persons_are_compared(session: Session, tmp_path: Path) -> None:
    told = page(session, tmp_path, rounds=2)

    assert "30 personer svarte i begge runder" in told
    assert "Det finnes ikke noe å sammenligne med ennå" not in told
