"""Markdown -> a tree of plain words that the template sets; nothing in a text can become part of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]

_MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "list", "link", "autolink", "newline", "escape"])
# The same few marks as on screen: emphasis, lists and links.


def flow(words: str) -> list[Node]:
    """Paragraphs and lists, each with its pieces of text."""
    return [block for child in SyntaxTreeNode(_MARKDOWN.parse(words)).children for block in _blocks(child)]


def _blocks(node: SyntaxTreeNode) -> Iterator[Node]:
    if node.type in ("bullet_list", "ordered_list"):
        items = [[block for child in item.children for block in _blocks(child)] for item in node.children]
        yield {"kind": "numbered" if node.type == "ordered_list" else "list", "items": items}
    elif node.type == "inline":
        yield {"kind": "text", "pieces": list(_pieces(node))}
    else:
        for child in node.children:
            yield from _blocks(child)


def _pieces(node: SyntaxTreeNode) -> Iterator[Node]:
    for child in node.children:
        match child.type:
            case "text":
                yield {"kind": "words", "words": child.content}
            case "softbreak" | "hardbreak":
                yield {"kind": "break"}
            case "strong" | "em":
                yield {"kind": child.type, "pieces": list(_pieces(child))}
            case "link":
                yield from _link(child)
            case _:
                yield {"kind": "words", "words": child.content}


def _link(node: SyntaxTreeNode) -> Iterator[Node]:
    """On paper an address must be read, not clicked."""
    pieces = list(_pieces(node))
    yield from pieces
    address = str(node.attrs.get("href", "")).removeprefix("mailto:")
    if not any(piece.get("words") == address for piece in pieces):
        yield {"kind": "words", "words": f" ({address})"}
