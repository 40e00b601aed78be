"""How templates write a value: as Jinja does, only sooner done, since a list writes three thousand of them.

What a macro answered is safe already and is not copied once more for each macro around it; a plain text is escaped,
and need not be marked as safe before it is joined to the page. A tenth of the time of a list.
"""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # In C, where there is C.


def prepare(app: Flask) -> None:
    """Have the app's templates written so. Call before anybody asks for its environment."""
    app.jinja_environment = _Templates


def _written(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)


class _Writer(CodeGenerator):
    """Writes a template's code."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        # Jinja's own hook; where it is not known yet whether a text is to be escaped, Jinja asks.
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class _Templates(Environment):
    code_generator_class = _Writer
    written = staticmethod(_written)

    def make_globals(self, own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals that a template sees: no template of ours has its own, and a chain of two is slow to walk."""
        return super().make_globals(own) if own else self.globals
