"""Camera Quảng Trị: what every security camera sees, what is not seen, and what to repair first.

The rooms read in order are the argument: communes, register, coverage, demand, analysis,
restoration. Plain Python; nothing here knows of the web app. What a notebook needs is here by
name and comes from `gis.library` when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gis.library import (
        analyse,
        budget_curve,
        load_communes,
        make_plan,
        open_store,
        propose_sites,
        rank,
        read_register,
        simulate,
        summarise,
        to_geojson,
    )

__all__ = [
    "analyse",
    "budget_curve",
    "load_communes",
    "make_plan",
    "open_store",
    "propose_sites",
    "rank",
    "read_register",
    "simulate",
    "summarise",
    "to_geojson",
]
# That of pyproject.toml: what is exported says which program made it.
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Return a verb of the library: ``import gis`` alone loads nothing of it."""
    if name in __all__:
        return getattr(import_module("gis.library"), name)
    raise AttributeError(f"module 'gis' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name what can be asked for."""
    return [*__all__, "__version__"]
