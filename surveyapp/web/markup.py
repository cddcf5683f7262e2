"""The questionnaire's longer texts: Markdown in, safe HTML out."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}}
LINKS = {"https", "mailto", "tel"}

# A line is a line: those who write questionnaires see in the file what the reader will see.
_MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "list", "link", "autolink", "newline", "escape"])


@lru_cache(maxsize=2000)
def html_of(text: str) -> Markup:
    """Paragraphs, lists, emphasis and links; anything else that the text holds is shown as it stands or dropped."""
    made = _MARKDOWN.render(text)
    # nh3 leaves nothing but the tags named above, and only these kinds of links.
    safe = nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=LINKS, link_rel="noopener noreferrer")
    return Markup(safe)  # noqa: S704
