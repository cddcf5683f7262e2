"""A bare Flask app that renders four pages of ten questions and stores what comes back, and does nothing else.

No check, no token, no version, no history and no languages: only the work that nobody can do without. Its address of
the database is DATABASE_URL; `python -m tests.benchmarks.floor.app` makes its table.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from datetime import UTC, datetime
from typing import Any

from flask import Flask, redirect, render_template, request, session, url_for
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, event, insert, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.wrappers import Response

PAGES, PER_PAGE = 4, 10
CHOICES = ("Ikke i det hele tatt", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad")


class Base(DeclarativeBase):
    """The one table's base."""


db = SQLAlchemy(model_class=Base)


class Answers(Base):
    """One respondent's answers."""

    __tablename__ = "answers"

    id: Mapped[str] = mapped_column(primary_key=True)
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    submitted_at: Mapped[datetime | None]


def create_app() -> Flask:
    """The app on the database of DATABASE_URL."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _wal)
    app.add_url_rule("/", view_func=start, methods=["GET", "POST"])
    app.add_url_rule("/page/<int:number>", view_func=page, methods=["GET", "POST"])
    app.add_url_rule("/check", view_func=check, methods=["GET", "POST"])
    app.add_url_rule("/receipt", view_func=receipt)
    return app


def _wal(connection: sqlite3.Connection, _entry: object) -> None:
    for pragma in ("journal_mode = WAL", "busy_timeout = 20000"):
        connection.execute(f"PRAGMA {pragma}").close()


def start() -> str | Response:
    """What is asked; a press on Start begins."""
    if request.method == "GET":
        return render_template("start.html")
    session["id"] = secrets.token_hex(16)
    db.session.execute(insert(Answers).values(id=session["id"], given={}))
    db.session.commit()
    return redirect(url_for("page", number=1))


def page(number: int) -> str | Response:
    """Ten questions with what was answered, or what was answered now."""
    given = db.session.get_one(Answers, session["id"]).given
    names = [f"q{first}" for first in range((number - 1) * PER_PAGE, number * PER_PAGE)]
    if request.method == "GET":
        return render_template("page.html", number=number, pages=PAGES, names=names, choices=CHOICES, given=given)
    given = {**given, **{name: request.form[name] for name in names if name in request.form}}
    db.session.execute(update(Answers).where(Answers.id == session["id"]).values(given=given))
    db.session.commit()
    return redirect(url_for("page", number=number + 1) if number < PAGES else url_for("check"))


def check() -> str | Response:
    """All the answers; a press hands them in."""
    if request.method == "GET":
        given = db.session.get_one(Answers, session["id"]).given
        return render_template("check.html", given=given, choices=CHOICES)
    db.session.execute(update(Answers).where(Answers.id == session["id"]).values(submitted_at=datetime.now(UTC)))
    db.session.commit()
    return redirect(url_for("receipt"))


def receipt() -> str:
    """Proof."""
    return render_template("receipt.html", code=session["id"][:8])


if __name__ == "__main__":
    with create_app().app_context():
        db.create_all()
