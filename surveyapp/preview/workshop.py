"""The file that is being written: what of it can be shown now, and what is wrong with it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy.orm import Session

from questionnaires.loading import QuestionnaireError, check
from questionnaires.yaml_tree import MOST_BYTES, Problem
from surveyapp.models.errors import AlreadySubmittedError
from surveyapp.preview import bench as benches
from surveyapp.preview.bench import Bench, Opened
from surveyapp.services import answering


class Workshop:
    """The draft in its file, and the bench it is tried on. One person writes; the browser asks from several threads.

    `version` counts the changes of the file; `dropped` are the questions whose answers did not fit the last change.
    """

    def __init__(self, file: Path, token_key: bytes) -> None:
        self.file, self.token_key = file, token_key
        self.lock = RLock()
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self.broken = False
        self.dropped: tuple[str, ...] = ()
        self.bench: Bench | None = None
        self.round_number = 1
        self._stamp: tuple[int, int] | None = None
        self._sha256 = ""

    def look(self, session: Session, now: datetime) -> None:
        """Take in the file if it has changed; a version that cannot be read leaves the one before on show."""
        with self.lock:
            try:
                facts = self.file.stat()
                stamp = (facts.st_mtime_ns, facts.st_size)
                if stamp == self._stamp:
                    return
                with self.file.open("rb") as file:
                    text = file.read(MOST_BYTES + 1)
            except OSError as error:
                self._refuse((Problem(1, 1, f"The file cannot be read: {error.strerror}."),), "")
                return
            self._stamp = stamp
            sha256 = hashlib.sha256(text).hexdigest()
            if sha256 != self._sha256:
                self._take_in(session, text, sha256, now)

    def _take_in(self, session: Session, text: bytes, sha256: str, now: datetime) -> None:
        try:
            checked = check(text, self.file.name)
        except QuestionnaireError as error:
            self._refuse(error.problems, sha256)
            return
        answers = {number: _answers(session, opened, now) for number, opened in self._opened().items()}
        self.bench = benches.set_up(session, checked.questionnaire, self.token_key, now)
        dropped: list[str] = []
        for number, given in answers.items():
            opened = benches.open_round(session, self.bench, number, now)
            dropped += benches.put_in(session, opened.key, given, now)
        self.dropped = tuple(dict.fromkeys(dropped))
        self.problems, self.broken, self._sha256 = checked.warnings, False, sha256
        self.version += 1

    def _refuse(self, problems: tuple[Problem, ...], sha256: str) -> None:
        if problems != self.problems or not self.broken:
            self.version += 1
        self.problems, self.broken, self._sha256 = problems, True, sha256
        self._stamp = self._stamp if sha256 else None

    def _opened(self) -> dict[int, Opened]:
        return dict(self.bench.opened) if self.bench else {}

    def current(self, session: Session, now: datetime) -> Opened | None:
        """The response that is tried now; None while no version could be read yet."""
        with self.lock:
            return benches.open_round(session, self.bench, self.round_number, now) if self.bench else None

    def start_again(self, session: Session, now: datetime) -> None:
        """Throw away all that was answered."""
        with self.lock:
            if self.bench is not None:
                self.bench = benches.set_up(session, self.bench.questionnaire, self.token_key, now)
                self.dropped = ()


def _answers(session: Session, opened: Opened, now: datetime) -> dict[str, Any]:
    """What has been answered; nothing of what is handed in, which nobody can go on with."""
    try:
        return answering.open_draft(session, opened.key, now).answers
    except AlreadySubmittedError:
        return {}
