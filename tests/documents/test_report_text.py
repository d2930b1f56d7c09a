"""Whatever a person types is text on the page for the doctor, and nothing more."""

import json
import re
from html import escape
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach.documents.report import Report
from coach.documents.report_fhir import report_fhir
from coach.documents.report_html import report_html
from coach.documents.report_json import report_json
from coach.documents.report_markdown import plain, report_markdown
from coach.documents.report_text import clean, listed, shorten
from tests.documents.test_card import Tags
from tests.documents.test_report import MONTH, a_store, hostile, report_of

NASTY = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "</style></p><img src=x onerror=y>",
    "# A heading",
    "1. a list",
    "- - a list",
    "```code```",
    "| a | b |",
    "<https://example.org>",
    "&lt;b&gt; &#60;b&#62;",
    "\x1b[31mred\x1b]0;title\x07",
    "a\x00b\x9b31mc\u202ed\ud800e\ufffe",
    "many\nlines\r\n\n# here",
)


def report(words: str) -> Report:
    store = a_store(fill=False)
    hostile(store, words)
    return report_of(store)


HARMLESS = Tags(report_html(report("word")))


@pytest.mark.parametrize("words", NASTY)
def test_no_markup_comes_out_of_what_is_typed(words: str) -> None:
    _is_only_text(words)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters() | st.sampled_from("<>&\"'`[](){}!#*_-+.|~\\:/ "), max_size=60))
def test_no_markup_comes_out_of_anything(words: str) -> None:
    _is_only_text(words)


def _is_only_text(words: str) -> None:
    made = report(f"a {words}")
    html = report_html(made)
    tags = Tags(html)
    assert tags.open == []
    assert tags.names <= HARMLESS.names
    assert {name for name, _ in tags.attributes} <= {name for name, _ in HARMLESS.attributes}
    markdown = report_markdown(made)
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert kinds <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "hr"),
        *("strong_open", "strong_close", "em_open", "em_close", "softbreak", "text_special"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    }
    data: Any = report_json(made)
    assert data["goal"] == clean(f"a {words}")
    for written in (html, markdown, json.dumps(data, ensure_ascii=False)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", written)
        written.encode("utf-8")
    Bundle.model_validate_json(json.dumps(report_fhir(made)))


@pytest.mark.parametrize("words", NASTY)
def test_what_was_typed_can_be_read_in_markdown(words: str) -> None:
    (token,) = [t for t in MarkdownIt("commonmark").parse(plain(clean(words))) if t.children]
    read = "".join(child.content for child in token.children or ())
    assert read == clean(words)


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    html = report_html(MONTH)
    tags = Tags(html)
    assert tags.open == []
    assert tags.names.isdisjoint({"script", "link", "img", "iframe", "object", "use", "a", "form"})
    names = {name for name, _ in tags.attributes}
    assert names.isdisjoint({"src", "href", "style", "srcset"})
    assert not any(name.startswith("on") for name in names)
    assert html.replace('xmlns="http://www.w3.org/2000/svg"', "").count("//") == 0
    assert "url(" not in html
    assert "@import" not in html
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src" in html
    assert escape("<b>Sharp</b> on the left & sudden.") in html


def test_a_text_is_cleaned_shortened_and_listed() -> None:
    assert clean("a\x1b[2Jb\n\n c\u200d") == "a [2Jb c\u200d"
    assert clean("Zwölf 日本 🙂") == "Zwölf 日本 🙂"
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcde f", 6) == "abcde…"
    assert listed(["a", "b", "c"], 3) == "a, b, c"
    assert listed(["a", "b", "c"], 1) == "a, and 2 more"
