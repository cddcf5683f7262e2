"""Which functions of the services ask who may, read off the code itself: a word in a docstring asks nobody."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import surveyapp.services

PACKAGE = "surveyapp.services"
ASKS = {
    *("require", "require_operator", "survey", "surveys", "organisations", "units", "overseen", "areas_of"),
    *("changing", "changing_survey", "operating", "actor_of", "allowed", "allowed_anywhere"),
}
"""What in `access` asks for a permission, or refuses whoever is nobody."""


def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the services, by module.name."""
    found = pkgutil.walk_packages(surveyapp.services.__path__, f"{PACKAGE}.")
    return {
        f"{module.name.removeprefix(f'{PACKAGE}.')}.{node.name}": node
        for module in found
        for node in _tree(module.name).body
        if isinstance(node, ast.FunctionDef)
    }


def public(names: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Those that others call."""
    return {name for name in names if not name.rpartition(".")[2].startswith("_")}


def askers(there: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Those that call `access` themselves, and those that call one of these."""
    calls = {name: set(_calls(name.rpartition(".")[0], node)) for name, node in there.items()}
    found = {name for name, called in calls.items() if called & {f"access.{each}" for each in ASKS}}
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return found


def _calls(module: str, node: ast.FunctionDef) -> Iterator[str]:
    """What a function calls, by module.name; what it hands on to be called counts as little as a docstring."""
    imported = {
        alias.asname or alias.name: f"{each.module.removeprefix(PACKAGE).lstrip('.')}.{alias.name}"
        for each in _tree(f"{PACKAGE}.{module}").body
        if isinstance(each, ast.ImportFrom) and each.module and each.module.startswith(PACKAGE)
        for alias in each.names
    }
    for called in (each.func for each in ast.walk(node) if isinstance(each, ast.Call)):
        if isinstance(called, ast.Name):
            yield imported.get(called.id, f"{module}.{called.id}")
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            yield f"{imported.get(called.value.id, called.value.id).lstrip('.')}.{called.attr}"


def _tree(module: str) -> ast.Module:
    return ast.parse(Path(importlib.import_module(module).__file__ or "").read_text("utf-8"))
