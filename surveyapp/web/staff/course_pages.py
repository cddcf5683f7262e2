"""What the pages of one course say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from questionnaires.figures import figure
from questionnaires.question_types import Rating, missing_of
from surveyapp.models import Account
from surveyapp.services.answering import EarlierScore
from surveyapp.services.coursing import Activity, CourseFile, Point
from surveyapp.services.coursing.changing import Link
from surveyapp.web.languages import locale, voice_as
from surveyapp.web.numbers import one_decimal
from surveyapp.web.picture import Picture, picture_of
from surveyapp.web.scanning import scannable
from surveyapp.web.staff.course_forms import CHAPTER_WORDS, ChapterForm
from surveyapp.web.staff.course_parts import CoursesPage, PlaceLine, State, at, notes, state_of


@dataclass(frozen=True, slots=True)
class PointLine:
    """A time point of a course, and what may be done about it; an address is empty where nothing may be."""

    label: str
    state: State
    link_out: tuple[date, date] | None
    link_at: str
    ask_at: str
    leave_out_at: str
    take_back_at: str
    change_at: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity, and what it was rated each time."""

    words: str
    ratings: tuple[str, ...]
    chapter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage(CoursesPage):
    """One course."""

    template: ClassVar[str] = "staff/courses/course.html"
    code: str
    note: str
    points: tuple[PointLine, ...]
    labels: tuple[str, ...]
    activities: tuple[ActivityLine, ...]
    warnings: tuple[str, ...]
    change_at: str
    dates_at: str
    chapters_at: str
    code_at: str
    erase_at: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage(CoursesPage):
    """The link that is out."""

    template: ClassVar[str] = "staff/courses/link.html"
    link: str
    picture: str
    code: str
    site: str
    expires_on: date
    renew_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage(CoursesPage):
    """The change, to look at together."""

    template: ClassVar[str] = "staff/courses/change.html"
    sentence: str
    basis: str
    answered: str
    caution: str
    source: str
    picture: Picture | None
    others: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaptersPage(CoursesPage):
    """A chapter of ICF for each activity."""

    template: ClassVar[str] = "staff/courses/chapters.html"
    form_data: ChapterForm


ANSWERED_BY: dict[str, LazyString] = {
    "self": _l("pasienten selv"),
    "with_help": _l("pasienten selv, med hjelp,"),
    "proxy": _l("en annen, for pasienten,"),
}


def course_page(account: Account, course: CourseFile, today: date) -> CoursePage:
    """One course: what is next, and the activities."""
    line = course.line
    following = next((point for point in line.points if point.waits and (line.has_baseline or point.number == 1)), None)

    def here(view: str, **more: Any) -> str:
        return at(view, course.survey_id, line, **more)

    return CoursePage(
        title=_("Forløp %(code)s", code=line.pseudonym),
        part_of=course.unit,
        signed_in=account.name,
        synthetic=course.synthetic,
        notes=notes(),
        back=(url_for("courses.board", survey_id=course.survey_id), course.unit),
        code=line.pseudonym,
        note=course.note,
        points=tuple(
            PointLine(
                point.label,
                state_of(point, today),
                link_out=point.link_out(today),
                link_at=here("link", round_id=point.round_id),
                ask_at=here("ask", round_id=point.round_id) if point is following else "",
                leave_out_at=here("leave_out", round_id=point.round_id) if point.waits else "",
                take_back_at=here("take_back", round_id=point.round_id) if point.missing and not point.given_on else "",
                change_at=here("change", maling=point.number)
                if point.number > 1 and point.given_on and line.has_baseline
                else "",
            )
            for point in line.points
        ),
        labels=tuple(point.label for point in line.points if point.given_on),
        activities=tuple(_activity(course, activity) for activity in course.activities),
        warnings=tuple(_warnings(course)),
        change_at=here("change") if line.newest else "",
        dates_at=here("dates"),
        chapters_at=here("chapters") if course.activities else "",
        code_at=here("code_line"),
        erase_at=here("erase"),
        is_new=not any(point.response for point in line.points),
    )


def _activity(course: CourseFile, activity: Activity) -> ActivityLine:
    scale = _scale(course)
    ways = {option.code: option.label.said(voice_as()) for option in missing_of(scale)}
    given = [rating for rating, point in zip(activity.ratings, course.line.points, strict=True) if point.given_on]
    return ActivityLine(
        activity.words,
        tuple("–" if rating is None else ways.get(str(rating), str(rating)) for rating in given),
        str(CHAPTER_WORDS[activity.chapter]) if activity.chapter else "",
    )


def _scale(course: CourseFile) -> Rating:
    score = next(score for score in course.questionnaire.scores.values() if score.over is not None)
    question = course.questionnaire.question(score.items[0])
    if not isinstance(question, Rating):
        raise TypeError(f"{score.items[0]} is no rating.")
    return question


def _warnings(course: CourseFile) -> list[str]:
    high = [activity.words for activity in course.activities if activity.starts_high]
    told = []
    if course.few:
        told.append(_("Færre enn tre aktiviteter. Snittet av så få er usikkert."))
    if high:
        listed = ", ".join(f"«{words}»" for words in high)
        told.append(_("Startet på 9 eller 10, så det kan knapt bli bedre: %(activities)s.", activities=listed))
    return [str(each) for each in told]


def link_page(account: Account, course: CourseFile, round_id: UUID, link: Link, address: str) -> LinkPage:
    """The link that is out, as a picture to scan, and as a code to type."""
    whole = f"{address}/s/{link.token}"
    label = next(point.label for point in course.line.points if point.round_id == round_id)
    return LinkPage(
        title=_("Lenke til måling: %(label)s", label=label),
        part_of=course.line.pseudonym,
        signed_in=account.name,
        synthetic=course.synthetic,
        back=(at("course", course.survey_id, course.line), _("Forløp %(code)s", code=course.line.pseudonym)),
        link=whole,
        picture=scannable(whole),
        code=link.code,
        site=address.partition("://")[2],
        expires_on=link.expires_on,
        renew_at=at("renew_link", course.survey_id, course.line, round_id=round_id),
    )


def change_page(account: Account, course: CourseFile, point: Point, scores: Mapping[str, EarlierScore]) -> ChangePage:
    """The change from the start to one time point, over what was rated both times."""
    score = next(iter(scores.values()), None)
    sentence, basis, source, picture = str(_("Ingen aktiviteter har tall begge ganger.")), "", "", None
    answered, caution = _who(score.roles, point) if score is not None else ("", "")
    if score is not None and score.before.value is not None and score.now.value is not None:
        sentence = _change_in_words(score.before.value, score.now.value, point, is_last=point is course.line.newest)
        basis = _("Basert på %(rated)s av %(items)s aktiviteter.", rated=score.now.rated, items=score.now.items)
        picture = picture_of(
            score,
            point.label,
            voice_as(),
            few=str(_("Færre enn tre aktiviteter er vurdert begge ganger, så snittet er usikkert.")),
        )
        if score.list_change is not None and score.list_change.needed is not None:
            points = figure(score.list_change.needed, locale())
            source = _(
                "Grensen for målefeil, %(points)s poeng, er hentet fra %(source)s.",
                points=points,
                source=score.list_change.source,
            )
    others = [
        PlaceLine(_inside(each.label), at("change", course.survey_id, course.line, maling=each.number))
        for each in course.line.points
        if each.number > 1 and each.given_on and each is not point
    ]
    return ChangePage(
        title=_("Fra start til %(label)s", label=_inside(point.label)),
        part_of=course.line.pseudonym,
        signed_in=account.name,
        synthetic=course.synthetic,
        back=(at("course", course.survey_id, course.line), _("Forløp %(code)s", code=course.line.pseudonym)),
        sentence=str(sentence),
        basis=str(basis),
        answered=answered,
        caution=caution,
        source=str(source),
        picture=picture,
        others=tuple(others),
    )


def _inside(label: str) -> str:
    """The name of a time point, within a sentence."""
    return label[:1].lower() + label[1:]


def _who(roles: tuple[str, str], point: Point) -> tuple[str, str]:
    """Who answered then and now, and a caution where the one answered for the other."""
    if not all(role in ANSWERED_BY for role in roles):
        return "", ""
    before, after = (ANSWERED_BY[role] for role in roles)
    if before == after:
        return str(_("Svart av %(who)s begge ganger.", who=before)), ""
    told = _(
        "Svart av %(before)s ved start og %(now)s ved målingen «%(label)s».",
        before=before,
        now=after,
        label=point.label,
    )
    caution = _("Det var ikke den samme som svarte begge ganger. Tallene kan derfor ikke uten videre sammenlignes.")
    return str(told), str(caution) if roles.count("proxy") == 1 else ""


def _change_in_words(before: Fraction, after: Fraction, point: Point, *, is_last: bool) -> str:
    then, now = one_decimal(before), one_decimal(after)
    if is_last:
        return str(_("Snittet var %(before)s ved start og er %(now)s nå.", before=then, now=now))
    words = _(
        "Snittet var %(before)s ved start og %(now)s ved målingen «%(label)s».", before=then, now=now, label=point.label
    )
    return str(words)


def chapters_page(account: Account, course: CourseFile, form: ChapterForm) -> ChaptersPage:
    """Where activities are coded."""
    return ChaptersPage(
        title=_("ICF-kapittel for aktivitetene"),
        part_of=course.line.pseudonym,
        signed_in=account.name,
        synthetic=course.synthetic,
        back=(at("course", course.survey_id, course.line), _("Forløp %(code)s", code=course.line.pseudonym)),
        form_data=form,
    )
