"""The commands of ``python -m gis``: what each asks for, does and answers.

A command takes its options and returns plain values for ``--json`` and the lines for people.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

Answer = tuple[dict[str, Any], str]
# Name, what it runs, and what it is for → its parser.
Command = Callable[[str, Callable[[Namespace], Answer], str], ArgumentParser]
