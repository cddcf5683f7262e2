"""Texts in several languages, and the few words that every questionnaire shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, Strict, StringConstraints, model_validator

LANGUAGES = {
    "nb": "Bokmål",
    "nn": "Nynorsk",
    "en": "English",
    "se": "Davvisámegiella",
    "sma": "Åarjelsaemien gïele",
    "smj": "Julevsámegiella",
    "uk": "Українська",
    "pl": "Polski",
    "ar": "العربية",
    "so": "Soomaali",
}
"""The languages that we know the own names of (BCP 47 code -> name); a questionnaire may be in any other too."""

FALLBACK = {"nn": "nb"}
"""Where a text is looked for when its own language lacks it."""

ROLES = ("self", "with_help", "proxy", "relative")
"""Who answers: the person, the person with help, someone in the person's place, or a relative about themselves."""

Better = Literal["higher", "lower", "none"]
Merge = Literal["share", "sum", "list", "none"]
Unit = Literal["municipality", "course", "person", "measure"]
Role = Literal["self", "with_help", "proxy", "relative"]

Truth = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Figure = Annotated[float, Strict()]
"""Nothing is guessed from a text: `yes` is a word and no truth value, and `"3"` is no number."""

LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
"""What a BCP 47 code looks like."""
Language = Annotated[str, StringConstraints(pattern=rf"^{LANGUAGE}$")]
WordsKey = Annotated[str, StringConstraints(pattern=rf"^{LANGUAGE}(\.({'|'.join(ROLES)}))?(\.easy)?$")]
"""The key of one wording: a language, for a role if that says it differently, and easy to read if so."""


class Frozen(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True, allow_inf_nan=False
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """How a respondent is spoken to: in which language, in which role, and in easy words or not."""

    language: str
    role: str = "self"
    easy: bool = False


class Text(RootModel[dict[WordsKey, Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]]]):
    """One text, once per language: `{nb: Ja, en: Yes}`, and `nb.proxy` or `nb.easy` where those say it differently."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.root:
            raise ValueError("the text has no words in any language")
        return self

    def said(self, voice: Voice) -> str:
        """The words for this voice. What the role means goes before easy words, and both before another language."""
        for language in (voice.language, FALLBACK.get(voice.language)):
            for variant in (f".{voice.role}.easy", f".{voice.role}", ".easy", ""):
                words = self.root.get(f"{language}{variant}")
                if words is not None and (voice.easy or not variant.endswith(".easy")):
                    return words
        return next(iter(self.plain.values()), next(iter(self.root.values())))

    def in_language(self, language: str) -> str:
        """The plain words in `language`, or in the language that stands in for it."""
        return self.said(Voice(language))

    @property
    def plain(self) -> dict[str, str]:
        """Language -> words, without those for a role or in easy words."""
        return {key: words for key, words in self.root.items() if "." not in key}


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
