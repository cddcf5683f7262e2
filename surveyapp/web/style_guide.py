"""The page of components, for those who make pages: each pattern in each of its states. Served in development only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from flask import Blueprint, request, url_for
from markupsafe import Markup
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from surveyapp.web.boxes import Box
from surveyapp.web.pages import Answered, ErrorLink, Page, render
from surveyapp.web.picture import Line, Mark, Picture
from surveyapp.web.progress import Progress
from surveyapp.web.staff.forms import StaffForm
from surveyapp.web.views import Choosable, Clash, Control, ExampleArea, Group, QuestionView

style_guide = Blueprint("style_guide", __name__)

SCHEMES = {"auto": "Som maskinen", "light": "Lys", "dark": "Mørk"}
HELP = Markup("<p>Tenk på den siste måneden.</p>")
ERROR, WARNING = "Velg hvor ofte du fikk være med.", "Tallet er mye høyere enn sist. Stemmer det?"
DEGREES = ("I liten grad", "I noen grad", "I stor grad")


@dataclass(frozen=True, slots=True)
class Example:
    """A question in one state: what the state is called, and when a question is in it."""

    state: str
    when: str
    question: QuestionView


class WorkForm(StaffForm):
    """The kinds of field that the pages behind the login have."""

    name = StringField("Navn", [InputRequired("Skriv hva det heter.")], description="De som svarer, ser navnet.")
    words = TextAreaField("Tekst")
    day = DateField("Dag", [InputRequired("Velg en dato.")])
    kind = RadioField("Hva det er", [InputRequired()])
    sure = BooleanField("Jeg forstår at det ikke kan angres")


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of asking, with when to use it and its states."""

    name: str
    use: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleGuidePage(Page):
    """All the components; `scheme`: the colours they are shown in."""

    template: ClassVar[str] = "style_guide.html"
    readable: ClassVar[bool] = True
    scheme: str
    schemes: tuple[tuple[str, str, bool], ...]
    kinds: tuple[Kind, ...]
    progress: tuple[tuple[tuple[int, int] | None, Progress], ...]
    errors: tuple[ErrorLink, ...]
    soft: tuple[ErrorLink, ...]
    answers: tuple[Answered, ...]
    picture: Picture
    day: date
    work: WorkForm


@style_guide.get("/stilguide")
def show() -> tuple[str, int]:
    """Every component, in the colours that are asked for."""
    scheme = request.args.get("farger", "auto")
    scheme = scheme if scheme in SCHEMES else "auto"
    return render(
        StyleGuidePage(
            title="Stilguide",
            owner="Eksempel kommune",
            scheme=scheme,
            schemes=tuple((url_for(".show", farger=code), name, code == scheme) for code, name in SCHEMES.items()),
            kinds=tuple(_kinds()),
            progress=(
                ((2, 5), Progress((2, 5))),
                ((3, 12), Progress((3, 12), by_question=True)),
                (None, Progress(words="Nesten ferdig: én del igjen.")),
            ),
            errors=(ErrorLink("#choice-error-1", ERROR), ErrorLink("#rating-error-0", "Velg et tall.", "Gå i trapp")),
            soft=(ErrorLink("#number-warning-input", WARNING, "Hvor mange årsverk?", soft=True),),
            answers=(
                Answered("Hvor ofte fikk du være med?", ("I noen grad",), "#choice-plain-1"),
                Answered("Hva er viktigst for deg?", (), "#text-plain-input", problem="Skriv hva som er viktigst."),
                Answered("Kommune", ("Eksempel",), "", fixed="Låst"),
            ),
            picture=_picture(),
            day=date(2026, 3, 2),
            work=_work(),
        )
    )


def _work() -> WorkForm:
    form = WorkForm(data={"day": date(2026, 3, 2)})
    form.kind.choices = [("one", "Det ene"), ("other", "Det andre")]
    form.refuse("name", "Skriv hva det heter.")
    return form


def _kinds() -> Iterator[Kind]:
    """One of each way of asking, in the order of how often they are used."""
    choice = _choice("choice", "Hvor ofte fikk du være med på å bestemme?", DEGREES, missing="Vet ikke")
    yield Kind(
        "Ett valg", "Når ett svar passer. Fra to til sju valg; det å ikke vite står for seg.", (*_states(choice),)
    )
    several = replace(
        _choice("several", "Hvem har vært med?", ("Brukere", "Pårørende", "Ansatte"), missing="Ingen av disse"),
        template="choices",
    )
    yield Kind("Flere valg", "Når flere svar kan passe samtidig.", (*_states(several),))
    scale = [(str(number), {0: "Klarer det ikke", 10: "Som før"}.get(number, "")) for number in range(11)]
    rating = QuestionView("rating", "rating", "Gå i trapp", controls=(_control("rating", scale),), help=HELP)
    yield Kind(
        "Skala fra 0 til 10",
        "For PSFS. Ingenting er valgt på forhånd, og det er aldri en glidebryter.",
        (*_states(rating),),
    )
    rows = tuple(
        _control(f"grid-{row}", list(enumerate(DEGREES, 1)), label=label)
        for row, label in enumerate(("Målene dine", "Tiltakene"), 1)
    )
    grid = QuestionView("grid", "grid", "I hvilken grad har du vært med på dette?", controls=rows)
    yield Kind(
        "Flere rader, samme valg", "Rad for rad, også på stor skjerm; hver rad er et eget spørsmål.", (_plain(grid),)
    )
    yield from _boxes()
    yield from _others()


def _boxes() -> Iterator[Kind]:
    """What is written or picked from a long list."""
    number = QuestionView(
        "box",
        "number",
        "Hvor mange årsverk?",
        required=True,
        controls=(Control("number", boxed=True),),
        hint="Skriv et tall, for eksempel 2,5.",
        unit="årsverk",
        box=Box(inputmode="decimal", size=8),
    )
    yield Kind(
        "Tall, dato og andre korte svar", "Feltet er så bredt som svaret, og enheten står bak.", (*_states(number),)
    )
    text = QuestionView("long_text", "text", "Hva er viktigst for deg?", controls=(Control("text"),), help=HELP)
    yield Kind("Fritekst", "Sparsomt: den som skriver lite, skal også komme fram.", (*_states(text),))
    places = (
        Group(
            "Eksempel fylke",
            (Choosable("1", "Dal", "place-1", chosen=False), Choosable("2", "Li", "place-2", chosen=False)),
        ),
    )
    municipality = QuestionView(
        "municipality", "place", "Hvilken kommune?", controls=(Control("place", groups=places),)
    )
    yield Kind("Lang liste", "Når det er for mange valg til å vise alle, som kommunene.", (_plain(municipality),))
    listed = QuestionView(
        "own_list",
        "list",
        "Hva vil du klare igjen?",
        controls=tuple(Control(f"list-{number}", f"Nummer {number}") for number in (1, 2)),
        examples=(ExampleArea("Hjemme", ("Lage middag", "Gå i trapp")),),
    )
    yield Kind("Egen liste", "Når personen selv skal sette ord på det. Eksemplene kan åpnes.", (_plain(listed),))


def _others() -> Iterator[Kind]:
    """What is agreed to, put in order, or only read."""
    agree = _choice("consent", "Jeg har lest dette og er med.", ("",))
    yield Kind("Samtykke", "Før noe er begynt.", (_plain(replace(agree, template="consent", required=True)),))
    orders = (
        Group("", tuple(Choosable(str(number), str(number), f"order-{number}", chosen=False) for number in (1, 2))),
    )
    ranking = QuestionView(
        "ranking",
        "rank",
        "Hva er viktigst?",
        controls=tuple(
            Control(f"rank-{key}", words, groups=orders) for key, words in (("a", "Gå tur"), ("b", "Lage mat"))
        ),
    )
    yield Kind("Rekkefølge", "Når noe må settes foran noe annet; høyst sju ting.", (_plain(ranking),))
    locked = QuestionView("locked", "locked", "Kommune", locked=("Eksempel",), note="Dette er fylt ut på forhånd.")
    yield Kind("Låst svar", "Det som er kjent fra før eller regnet ut.", (_plain(locked),))
    read = QuestionView("information", "information", help=Markup("<p>De neste spørsmålene handler om planen.</p>"))
    yield Kind("Tekst å lese", "Kort, foran det den handler om.", (_plain(read),))


def _plain(view: QuestionView) -> Example:
    return Example("Vanlig", "Før noe er svart.", view)


def _states(view: QuestionView) -> Iterator[Example]:
    """The same question before and after an answer, with an error, with a warning, and with two answers at once."""

    def named(state: str, **changes: object) -> QuestionView:
        name = f"{view.name}-{state}"
        control = replace(_renamed(view.control, view.name, name), **changes)  # type: ignore[arg-type]
        return replace(view, name=name, controls=(control,))

    control = _renamed(view.control, view.name, f"{view.name}-chosen")
    picked = tuple(replace(each, chosen=number == 1) for number, each in enumerate(control.options))
    yield Example("Vanlig", "Før noe er svart.", named("plain"))
    yield Example(
        "Besvart", "Svaret kan tas tilbake når det er frivillig.", named("chosen", options=picked, value="2,5")
    )
    yield Example("Feil", "Si hva som må gjøres, ikke hva som er galt.", named("error", error=ERROR))
    yield Example(
        "Se en gang til", "Kan hoppes over: det som er uvanlig, kan være riktig.", named("warning", warning=WARNING)
    )
    clash = Clash("I liten grad", "I stor grad", ("3",))
    yield Example(
        "To svar samtidig", "Når to har svart på det samme. Ingen av svarene går tapt.", named("clash", clash=clash)
    )


def _choice(name: str, text: str, words: tuple[str, ...], missing: str = "") -> QuestionView:
    control = _control(name, list(enumerate(words, 1)))
    if missing:
        control = replace(control, missing=(Choosable("-", missing, f"{name}-missing", chosen=False),))
    return QuestionView("choice", name, text, controls=(control,), help=HELP)


def _control(name: str, choices: list[tuple[str, str]] | list[tuple[int, str]], label: str = "") -> Control:
    options = tuple(Choosable(str(code), words, f"{name}-{code}", chosen=False) for code, words in choices)
    return Control(name, label, options)


def _renamed(control: Control, old: str, new: str) -> Control:
    def again(choices: tuple[Choosable, ...]) -> tuple[Choosable, ...]:
        return tuple(replace(each, id=each.id.replace(old, new, 1)) for each in choices)

    return replace(control, name=new, options=again(control.options), missing=again(control.missing))


def _picture() -> Picture:
    lines = (
        Line("Gå i trapp", Mark(32.0, "3"), Mark(69.0, "7")),
        Line("Lage middag", Mark(50.0, "5"), Mark(50.0, "5")),
    )
    mean = Line("Gjennomsnitt", Mark(41.0, "4,0"), Mark(59.0, "6,0"))
    return Picture(
        ("Start", "Etter tolv uker"), ("0 – Klarer det ikke", "10 – Som før"), lines, mean, "Du klarer mer enn før."
    )
