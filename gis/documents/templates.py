"""Templates: .docx files with ``{{ fields }}``, filled with the values of one paper.

The standard ones lie in data/templates. A file of the same name in data/local/templates is
used instead, so that a province may have its own.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.paths import DATA, LOCAL

_FILTERS = ("default", "join", "length", "lower", "title", "upper")
_EXAMPLE = "{{ commune }}"
_NEAR = 60
STANDARD, OWN = DATA / "templates", LOCAL / "templates"


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) of a paper, so wide."""

    png: bytes
    width_mm: float


class _NoField(StrictUndefined):
    """A field that a paper does not have; whoever uses it is told its name."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _Fields(SandboxedEnvironment):
    """What fields of a template may do: name values and lines of tables, nothing else."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.globals = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Let only a loop tell of itself: the fields of a line are its items."""
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - none is
        """Let nothing be called."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Let nothing be multiplied: texts would grow without bound."""
        raise SecurityError(operator)


def template(name: str) -> Path:
    """Return the template of a kind of paper: the province's own, else the standard one."""
    own = OWN / f"{name}.docx"
    return own if own.exists() else STANDARD / f"{name}.docx"


def fill_template(path: Path, values: Mapping[str, Any]) -> bytes:
    """Return the .docx that a template becomes.

    Values are written as text: nothing in them is read as a field or as mark-up.

    Raises
    ------
    GisError
        The template is no Word file, or has a field that this paper does not know or that
        is not written right; the text names the file and the field.
    """
    try:
        paper = DocxTemplate(path)
        paper.get_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        message = _("{file} is no template: save it from Word as .docx", file=path.name)
        raise GisError(message) from error
    shown = {name: _shown(paper, value) for name, value in values.items()}
    try:
        paper.render(shown, _Fields(undefined=_NoField), autoescape=True)
    except UndefinedError as error:
        raise GisError(
            _(
                "{file}: the template asks for the field “{name}”, which this paper does not have; "
                "correct the field, or take the standard template",
                file=path.name,
                name=error,
            )
        ) from error
    except Exception as error:  # whatever a field of somebody's own template comes to
        raise GisError(_not_right(path.name, error)) from error
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _not_right(file: str, error: Exception) -> str:
    """Say that a field is not written right, and near which words when that is known."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    near = next((line[:_NEAR] for line in lines if "{" in line), "")
    if near:
        return _(
            "{file}: a field of the template is not written right, near “{near}”; write it "
            "as {example}",
            file=file,
            near=near,
            example=_EXAMPLE,
        )
    return _(
        "{file}: a field of the template does more than name a value; write it as {example}",
        file=file,
        example=_EXAMPLE,
    )


def _shown(paper: DocxTemplate, value: Any) -> Any:
    if isinstance(value, Picture):
        return InlineImage(paper, io.BytesIO(value.png), width=Mm(value.width_mm))
    return value
