"""An owner's look: kept when it will do, refused with a reason when it will not."""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import Look
from surveyapp.models.errors import NotFoundError
from surveyapp.models.looks import PLAIN, ShownLogo, look_of
from surveyapp.services import looking, surveying
from surveyapp.services.looking import Change, LookRefusedError
from tests.surveyapp.stage import NOW, Stage, set_up


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session)


def picture(kind: str = "PNG", size: tuple[int, int] = (120, 40), **options: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#0055aa").save(made, kind, **options)
    return made.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of one colour: small on the way, and side × side pixels when it is unpacked."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    made = BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_kept_as_it_came(kind: str, stage: Stage) -> None:
    content = picture(kind)
    look = looking.change_look(stage.session, stage.survey_id, Change(logo=content, logo_words="Eksempel kommune"), NOW)
    digest = hashlib.sha256(content).hexdigest()
    assert look.logo == ShownLogo(digest, "Eksempel kommune", 120, 40)
    kept = looking.find_logo(stage.session, digest)
    assert (kept.content, kept.type) == (content, f"image/{kind.lower()}")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "svg"),
        (b"GIF89a" + bytes(40), "kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "kind"),
        (picture()[:60], "kind"),
        (b"<html>", "kind"),
        (picture() + bytes(40_961), "bytes"),
        (picture(size=(1201, 10)), "pixels"),
        (picture(size=(10, 1201)), "pixels"),
        (bomb(8_000), "pixels"),
        (bomb(16_000), "pixels"),
        (moving("PNG"), "moving"),
        (moving("WEBP"), "moving"),
    ],
    ids=[
        "svg",
        "gif",
        "broken",
        "cut",
        "html",
        "heavy",
        "wide",
        "high",
        "bomb",
        "larger-bomb",
        "moving-png",
        "moving-webp",
    ],
)
def test_a_logo_that_will_not_do_is_refused_with_the_reason(content: bytes, fault: str, stage: Stage) -> None:
    with pytest.raises(LookRefusedError) as refused:
        looking.change_look(stage.session, stage.survey_id, Change(logo=content, logo_words="Logo"), NOW)
    assert refused.value.fault == fault
    assert stage.session.scalar(select(func.count()).select_from(Look)) == 0


def test_a_bomb_is_larger_than_what_is_taken_only_when_it_is_unpacked() -> None:
    assert len(bomb(16_000)) < 40_960


@pytest.mark.parametrize(
    ("written", "kept"), [("#0b5", "#00bb55"), ("0055AA", "#0055aa"), (" #0055aa ", "#0055aa"), ("", "")]
)
def test_a_colour_is_kept_whole(written: str, kept: str, stage: Stage) -> None:
    look = looking.change_look(stage.session, stage.survey_id, Change(name="X", colour=written), NOW)
    assert look.colour == kept


@pytest.mark.parametrize("written", ["green", "#12345", "#1234567", "url(x)", "#00bb5g", "#0b5;}"])
def test_what_is_no_colour_is_refused(written: str, stage: Stage) -> None:
    with pytest.raises(LookRefusedError, match="#rrggbb"):
        looking.change_look(stage.session, stage.survey_id, Change(colour=written), NOW)


@pytest.mark.parametrize(
    ("change", "fault"), [(Change(logo=picture()), "words"), (Change(logo_words="Logo"), "no_logo")]
)
def test_a_logo_and_its_words_go_together(change: Change, fault: str, stage: Stage) -> None:
    with pytest.raises(LookRefusedError) as refused:
        looking.change_look(stage.session, stage.survey_id, change, NOW)
    assert refused.value.fault == fault


def test_what_is_not_mentioned_stays_and_what_is_empty_goes(stage: Stage) -> None:
    looking.change_look(stage.session, stage.survey_id, Change("Navnet", "#0055aa", picture(), "Logo"), NOW)
    looking.change_look(stage.session, stage.survey_id, Change(colour="#aa0055"), NOW)
    looking.change_look(stage.session, stage.survey_id, Change(logo=b""), NOW)
    look = look_of(stage.session, stage.survey_id)
    assert (look.name, look.colour, look.logo) == ("Navnet", "#aa0055", None)


def test_a_look_without_anything_in_it_is_not_kept(stage: Stage) -> None:
    looking.change_look(stage.session, stage.survey_id, Change("Navnet"), NOW)
    assert looking.change_look(stage.session, stage.survey_id, Change(""), NOW) == PLAIN
    assert stage.session.scalar(select(func.count()).select_from(Look)) == 0


def test_a_look_goes_with_its_survey(stage: Stage) -> None:
    other = set_up(stage.session, owner="En annen kommune")
    for each in (stage, other):
        looking.change_look(stage.session, each.survey_id, Change("Navnet"), NOW)
    surveying.erase_survey(stage.session, stage.survey_id)
    assert stage.session.scalars(select(Look.survey_id)).all() == [other.survey_id]


def test_a_survey_that_is_not_there_has_no_look_to_change(stage: Stage) -> None:
    with pytest.raises(NotFoundError):
        looking.change_look(stage.session, stage.organisation_id, Change("Navnet"), NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        "colour = 'green'",
        "colour = '#12'",
        "logo_words = 'x'",
        "logo_width = 12",
        "fingerprint = 'abc'",
        "name = ''",
        "logo_type = 'image/gif'",
    ],
)
def test_the_database_refuses_half_a_look(wrong: str, stage: Stage) -> None:
    looking.change_look(stage.session, stage.survey_id, Change("Navnet"), NOW)
    with pytest.raises(IntegrityError):
        stage.session.execute(text(f"UPDATE look SET {wrong}"))  # noqa: S608 -- words of this test
    stage.session.rollback()


def test_a_logo_that_nobody_has_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        looking.find_logo(session, "0" * 64)
