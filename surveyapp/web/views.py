"""What the templates of questions are given: words, controls with their ids, and what is told about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from surveyapp.web.boxes import PLAIN, Box


@dataclass(frozen=True, slots=True)
class Choosable:
    """One radio button, checkbox or line of a select; `own` asks in own words what it is, when it is chosen."""

    value: str
    label: str
    id: str
    chosen: bool
    own: QuestionView | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a select that stand together."""

    label: str
    options: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers to the same field, in words; `hidden` is mine as the form sends it."""

    theirs: str
    mine: str
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One field of a question: a set of buttons, or a box (`boxed`) with what stands in it."""

    name: str
    label: str = ""
    options: tuple[Choosable, ...] = ()
    missing: tuple[Choosable, ...] = ()
    groups: tuple[Group, ...] = ()
    value: str = ""
    error: str = ""
    warning: str = ""
    clash: Clash | None = None
    boxed: bool = False

    @property
    def first_id(self) -> str:
        """The id that a link to this field leads to."""
        if self.clash:
            return f"{self.name}-theirs"
        buttons = self.options if self.options or self.boxed else self.missing
        return buttons[0].id if buttons else f"{self.name}-input"


@dataclass(frozen=True, slots=True)
class Recalled:
    """The number from last time; without `number` it may be asked for."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class ExampleArea:
    """Examples of what may be written, from one area of life."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with all its fields; `error` and `warning` are about the question as a whole.

    `named` is the text where it stands alone, in a list. `companion`: it belongs to the question before it, whose text
    is `about`; `after` is the one that belongs to this. `html`: what its template makes of it, where that is kept.
    `recalled`: there is a number from last time.
    """

    template: str
    name: str
    text: str = ""
    named: str = ""
    required: bool = False
    controls: tuple[Control, ...] = ()
    help: Markup | None = None
    hint: str = ""
    unit: str = ""
    box: Box = PLAIN
    names: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    note: str = ""
    new: bool = False
    error: str = ""
    warning: str = ""
    companion: bool = False
    about: str = ""
    after: QuestionView | None = None
    examples: tuple[ExampleArea, ...] = ()
    recalled: Recalled | None = None
    html: Markup | None = None

    @property
    def control(self) -> Control:
        """The only field of a question that has one."""
        return self.controls[0]

    @property
    def first_id(self) -> str:
        """The id that a link to the whole question leads to."""
        return next((control.first_id for control in self.controls), self.name)

    @property
    def parts(self) -> Iterator[QuestionView]:
        """This question and those that belong to it, in the order they stand."""
        yield self
        for control in self.controls:
            yield from (choice.own for choice in control.options if choice.own)
        if self.after:
            yield self.after

    def described_by(self, control: Control | None = None) -> str:
        """The ids of the help, the hint, the error and the warning, in the order they are read."""
        own = control is None or len(self.controls) == 1
        told = control or self
        ids = [
            f"{self.name}-help" if self.help and own else "",
            f"{self.name}-hint" if self.hint and own else "",
            f"{told.name}-error" if told.error else "",
            f"{told.name}-warning" if told.warning else "",
        ]
        return " ".join(filter(None, ids))
