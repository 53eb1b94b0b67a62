"""The values of what is worked out or asked for: stored, and read."""

from gis.core.choices.code_list import CodeList
from gis.core.language import _


class Availability(CodeList):
    """Whether a camera sees today, from its own status and all the equipment it depends on."""

    UP = "up", lambda: _("Seeing")
    UNCONFIRMED = "unconfirmed", lambda: _("Unconfirmed")
    DOWN = "down", lambda: _("Not seeing")


class FootprintRule(CodeList):
    """What a footprint rests on: the lens' optics, its level's depth, a stated or usual range."""

    TRAPEZOID = "trapezoid", lambda: _("lens, height and tilt")
    RING = "ring", lambda: _("lens, height and tilt, all around")
    LEVEL_DEPTH = "level_depth", lambda: _("lens and resolution; height or tilt not known")
    STATED_RANGE = "stated_range", lambda: _("the range stated in the register")
    DEFAULT_DEPTH = "default_depth", lambda: _("the usual range of its type")


class Coverage(CodeList):
    """How a place is seen today, best camera first; `gap` = by no camera at all."""

    COVERED = "covered", lambda: _("covered")
    UNCONFIRMED = "unconfirmed", lambda: _("unconfirmed")
    LOST = "lost", lambda: _("coverage lost")
    GAP = "gap", lambda: _("no camera")


class Proof(CodeList):
    """How far a plan is proven."""

    OPTIMAL = "optimal", lambda: _("proven best")
    FEASIBLE = "feasible", lambda: _("not proven best")
    INFEASIBLE = "infeasible", lambda: _("impossible")
    NOT_FOUND = "not_found", lambda: _("nothing found yet")


class Operation(CodeList):
    """What became of a camera or equipment from one revision of the register to another."""

    ADDED = "added", lambda: _("added")
    CHANGED = "changed", lambda: _("changed")
    REMOVED = "removed", lambda: _("removed")


class Goal(CodeList):
    """What a plan is to bring back: sight, live pictures at headquarters, or both."""

    SEE = "see", lambda: _("See again")
    LIVE = "live", lambda: _("Live at headquarters")
    BOTH = "both", lambda: _("Both")


class Weigh(CodeList):
    """What counts in a plan: places and roads, cameras by their own weight, or both."""

    BOTH = "both", lambda: _("places first, then cameras")
    PLACES = "places", lambda: _("places and roads")
    CAMERAS = "cameras", lambda: _("number of cameras")


class Outcome(CodeList):
    """What becomes of a camera that does not work: by a plan, or without one."""

    PLANNED = "planned"
    LATER = "later"
    SURVEY = "survey"
    DISPOSAL = "disposal"
    UNLISTED = "unlisted"


class Certainty(CodeList):
    """How surely a repair belongs in the plan, whatever the unknowns turn out to be."""

    ROBUST = "robust", lambda: _("certain")
    LIKELY = "likely", lambda: _("likely")
    SURVEY_FIRST = "survey_first", lambda: _("survey first")


class SiteKind(CodeList):
    """Where a new camera could stand."""

    ABANDONED_POLE = "abandoned_pole", lambda: _("pole of an abandoned camera")
    JUNCTION = "junction", lambda: _("junction (new pole)")
