"""Reads every text that the program can show: out of its code, its content and its routines."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

NEVER_SHOWN: Final = frozenset(
    {"id", "signs", "hurt-leg", "escalates-to", "caution", "exercise", "source", "documents"}
)
"""The keys of the YAML files that have an id or a list of them, or say where a row comes from."""

GAP: Final = "{}"
"""What stands in a text for the part that is filled in while the program runs."""


@dataclass(frozen=True)
class Text:
    """A text and the file and line that it begins in."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words!r}"


def read_everything(package: Path, routines: Path) -> tuple[Text, ...]:
    """Every text of the package's code and content, and of the routines."""
    return (
        *(text for path in _below(package, "*.py") for text in read_code(path, package)),
        *(text for path in _below(package, "*.yaml") for text in read_data(path, package)),
        *(text for path in _below(routines, "*.yaml") for text in read_data(path, routines)),
    )


def _below(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.rglob(pattern))
    assert found, f"nothing to read in {folder}"
    return found


def read_data(path: Path, root: Path) -> Iterator[Text]:
    """Every value of a YAML file, but those of keys that are never shown."""
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    where = path.relative_to(root.parent).as_posix()
    yield from (
        Text(f"{where}:{one.start_mark.line + 1}", even(one.value)) for one in _scalars(node)
    )


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in NEVER_SHOWN or _has_groups(value):
                yield from _scalars(value)


def _has_groups(node: yaml.Node) -> bool:
    """Whether it holds groups of keys: the rows below ``signs:`` are more than their ids."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return any(isinstance(item, yaml.MappingNode) for item in items)


def read_code(path: Path, root: Path) -> Iterator[Text]:
    """Every text in a module, but docstrings, comments and the names of types.

    The docstring of a command of click is its help, and is read.
    """
    reader = _Reader()
    reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    where = path.relative_to(root.parent).as_posix()
    yield from (Text(f"{where}:{line}", even(words)) for line, words in reader.found)


def even(words: str) -> str:
    """A text on one line, as it is read aloud."""
    return " ".join(words.split())


class _Reader(ast.NodeVisitor):
    """Collects the texts of a module with their lines."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        """A text that nothing is done with is a docstring."""
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        docstring = ast.get_docstring(node)
        if docstring and any(_makes_command(decorator) for decorator in node.decorator_list):
            self.found.append((node.body[0].lineno, inspect.cleandoc(docstring)))
        self._type(node.returns)
        for child in (*node.decorator_list, node.args, *node.body):
            self.visit(child)

    def visit_arg(self, node: ast.arg) -> None:
        self._type(node.annotation)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._type(node.annotation)
        if node.value is not None:
            self.visit(node.value)

    def _type(self, annotation: ast.expr | None) -> None:
        """The names in a type are not shown; what is called in one may be (a validator's words)."""
        for inner in ast.walk(annotation) if annotation is not None else ():
            if isinstance(inner, ast.Call):
                self.visit(inner)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not (isinstance(node.value, ast.Name) and node.value.id == "Literal"):
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        self._text(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._text(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add) and any(map(_is_text, _summands(node))):
            self._text(node)
        else:
            self.generic_visit(node)

    def _text(self, node: ast.expr) -> None:
        """Take in a text as a whole, and what is in its gaps one by one."""
        inner: list[ast.expr] = []
        words = "".join(_template(node, inner))
        if words.replace(GAP, "").strip():
            self.found.append((node.lineno, words))
        for child in inner:
            self.visit(child)


def _template(node: ast.expr, inner: list[ast.expr]) -> Iterator[str]:
    """The words of a text that is put together; what fills a gap goes into ``inner``."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _template(value, inner)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for summand in (node.left, node.right):
            yield from _template(summand, inner)
    else:
        inner.append(node.value if isinstance(node, ast.FormattedValue) else node)
        yield GAP


def _summands(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _summands(node.left)
        yield from _summands(node.right)
    else:
        yield node


def _is_text(node: ast.expr) -> bool:
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return constant or isinstance(node, ast.JoinedStr)


def _makes_command(decorator: ast.expr) -> bool:
    """Whether it is ``@click.command``, ``@click.group`` or the same of a group."""
    maker = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = maker.attr if isinstance(maker, ast.Attribute) else getattr(maker, "id", "")
    return name in ("command", "group")


def containing(texts: Iterable[Text], words: str) -> list[Text]:
    """Those of the texts that hold ``words``."""
    return [text for text in texts if even(words) in text.words]
