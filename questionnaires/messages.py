"""What every questionnaire says in the same words, in each language: `sayings/LANGUAGE.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from questionnaires.words import Text

SPOKEN: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "sayings").glob("*.yaml"))
}
"""Language -> section -> name -> words."""


def in_each_language(section: str, name: str) -> dict[str, str]:
    """Language -> words, with bokmål first, as it stands in for a language that is not there."""
    return {language: SPOKEN[language][section][name] for language in ("nb", *SPOKEN)}


def text(section: str, name: str) -> Text:
    """The words of a name as a text of a questionnaire."""
    return Text(in_each_language(section, name))


MESSAGES: dict[str, dict[str, str]] = {
    kind: in_each_language("problems", kind) for kind in SPOKEN["nb"]["problems"]
} | {
    f"{level}_{name}": {
        language: frame.format(beyond=SPOKEN[language]["beyond"][name])
        for language, frame in in_each_language("limits", level).items()
    }
    for level in SPOKEN["nb"]["limits"]
    for name in SPOKEN["nb"]["beyond"]
}
"""What to do about each kind of problem with an answer. `beyond` is what an answer is when it is beyond one of its
limits; `in_time` for dates, months and times of day."""
