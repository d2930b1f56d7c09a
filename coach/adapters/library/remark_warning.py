"""Texts of which the end is lost, because YAML takes it for a remark: ``say: hold #3``."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from coach.adapters.library.nodes import end_of, pairs, start_of
from coach.adapters.library.problems import Source, quoted
from coach.adapters.library.quoting import in_quotes
from coach.ports.library import Problem

_TEXTS: Final = frozenset({"say", "brief", "note", "title", "summary", "name", "feel"})
_CUT: Final = re.compile(r"[ \t]+(#\w[^\r\n]*)")
"""What is no remark of a person's: those begin with a space, or stand alone."""


def remark_warnings(root: yaml.Node, source: Source) -> Iterator[Problem]:
    """A warning for each text without quotes behind which ``#3`` or the like is left out."""
    waiting: list[yaml.Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        for found in pairs(node):
            waiting.append(found.value)
            if found.name not in _TEXTS or not isinstance(found.value, yaml.ScalarNode):
                continue
            cut = _CUT.match(source.text, end_of(found.value)) if not found.value.style else None
            if cut is not None:
                text = source.text[start_of(found.value) : end_of(found.value)]
                whole = in_quotes(f"{text} {cut[1].rstrip()}")
                yield source.warning(
                    cut.start(1),
                    cut.end(1),
                    f"{quoted(cut[1].rstrip())} is a remark here, and no part of the text",
                    f"With quotes it is: {found.name}: {whole}",
                )
