"""Texts in several languages, and the few words that every questionnaire shares."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, StringConstraints

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""Languages a questionnaire may be written in (BCP 47 code -> the language's own name)."""


Better = Literal["higher", "lower", "none"]
Merge = Literal["share", "sum", "list", "none"]
Unit = Literal["municipality", "course", "person", "measure"]


class Frozen(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


class Text(RootModel[dict[str, Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]]]):
    """One text, once per language: `{nb: Ja, en: Yes}`."""

    model_config = ConfigDict(frozen=True)

    def in_language(self, language: str) -> str:
        """The words in `language`, else in the first language that the text has."""
        return self.root.get(language) or next(iter(self.root.values()))


def _as_code(value: object) -> object:
    """YAML writes the code 1 as a number; a code is always a word."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Code = Annotated[str, BeforeValidator(_as_code), StringConstraints(pattern=r"^[A-Za-z0-9_]{1,60}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]

SUBGOALS: dict[str, dict[str, str]] = {
    "a": {
        "nb": "Mestringsevne hos pasienter og brukere",
        "nn": "Meistringsevne hos pasientar og brukarar",
        "en": "Patients' and users' ability to cope",
    },
    "b": {
        "nb": "Forebygge og utsette behov for kompenserende tjenester",
        "nn": "Førebyggje og utsetje behov for kompenserande tenester",
        "en": "Preventing and postponing the need for compensating services",
    },
    "c": {
        "nb": "Tilbud i samsvar med befolkningens behov",
        "nn": "Tilbod i samsvar med behova i befolkninga",
        "en": "Services that match the population's needs",
    },
    "d": {
        "nb": "Samarbeid med brukerorganisasjoner, spesialisthelsetjenesten og andre sektorer",
        "nn": "Samarbeid med brukarorganisasjonar, spesialisthelsetenesta og andre sektorar",
        "en": "Working together with user organisations, specialist health services and other sectors",
    },
    "e": {
        "nb": "Individuell plan og koordinator",
        "nn": "Individuell plan og koordinator",
        "en": "Individual plan and coordinator",
    },
    "f": {
        "nb": "Koordinerende enhet som tilrettelegger",
        "nn": "Koordinerande eining som tilretteleggjar",
        "en": "The coordinating unit as facilitator",
    },
}
"""The escalation plan's sub-goals a-f (Helsedirektoratet, 24 October 2017), in short words of our own."""

CHALLENGES: dict[str, dict[str, str]] = {
    "BRU": {"nb": "Brukermedvirkning", "nn": "Brukarmedverknad", "en": "User participation"},
    "SAM": {
        "nb": "Samhandling og koordinering",
        "nn": "Samhandling og koordinering",
        "en": "Collaboration and coordination",
    },
    "KAP": {"nb": "Kapasitet", "nn": "Kapasitet", "en": "Capacity"},
    "KVA": {
        "nb": "Faglig kvalitet, arbeidsform og organisering",
        "nn": "Fagleg kvalitet, arbeidsform og organisering",
        "en": "Professional quality, ways of working and organisation",
    },
}
"""The four main challenges of the plan."""
