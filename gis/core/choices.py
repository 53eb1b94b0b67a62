"""The values that choice columns may hold, as they are stored."""

from enum import StrEnum


class Kind(StrEnum):
    """What a camera is built as. A dome or turret has a fixed lens; only fisheye sees 360°."""

    FIXED = "fixed"
    TURRET = "turret"
    DOME = "dome"
    FISHEYE = "fisheye"
    PTZ = "ptz"
    ANPR = "anpr"


class Status(StrEnum):
    """The state written in the register for one camera or one piece of equipment."""

    WORKING = "working"
    DEGRADED = "degraded"
    BROKEN = "broken"
    ABANDONED = "abandoned"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"
    DISPOSAL = "disposal"


class Availability(StrEnum):
    """Whether a camera sees today, from its own status and all the equipment it depends on."""

    UP = "up"
    UNCONFIRMED = "unconfirmed"
    DOWN = "down"


class FootprintRule(StrEnum):
    """What a footprint rests on: the lens' optics, its level's depth, a stated or usual range."""

    TRAPEZOID = "trapezoid"
    RING = "ring"
    LEVEL_DEPTH = "level_depth"
    STATED_RANGE = "stated_range"
    DEFAULT_DEPTH = "default_depth"


class Coverage(StrEnum):
    """How a place is seen today, best camera first; `gap` = by no camera at all."""

    COVERED = "covered"
    UNCONFIRMED = "unconfirmed"
    LOST = "lost"
    GAP = "gap"


class EquipmentKind(StrEnum):
    """Shared things cameras depend on; `hq` = the commune police headquarters' station."""

    RECORDER = "recorder"
    SWITCH = "switch"
    LINE = "line"
    POWER = "power"
    POLE = "pole"
    SERVER = "server"
    ACCOUNT = "account"
    HQ = "hq"


class FaultPart(StrEnum):
    """The part that failed."""

    CAMERA = "camera"
    POWER = "power"
    LINE = "line"
    SWITCH = "switch"
    RECORDER = "recorder"
    SERVER = "server"
    ACCOUNT = "account"
    POLE = "pole"
    HQ = "hq"


class Cause(StrEnum):
    """Why the part failed."""

    WEAR = "wear"
    WEATHER = "weather"
    THEFT = "theft"
    UNPAID = "unpaid"
    ACCOUNT_LOST = "account_lost"
    BLOCKED_OR_TURNED = "blocked_or_turned"
    MOVED = "moved"
    NOT_HANDED_OVER = "not_handed_over"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who paid for the asset."""

    STATE = "state"
    COMMUNITY = "community"
    NEW_RURAL = "new_rural"
    OTHER = "other"
    UNKNOWN = "unknown"


class Payer(StrEnum):
    """Who pays for it now."""

    COMMUNE = "commune"
    PROVINCE = "province"
    PROGRAMME = "programme"
    COMMUNITY = "community"
    OTHER = "other"
    UNCONFIRMED = "unconfirmed"


class LegalRole(StrEnum):
    """What the custodian is to the asset."""

    INVESTOR = "investor"
    RECEIVER = "receiver"


class Presence(StrEnum):
    """What a survey found against what the papers list."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_ON_FILE = "not_on_file"


class Confidentiality(StrEnum):
    """The mark the police set on a record."""

    NORMAL = "normal"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a mark, not a password


class Importance(StrEnum):
    """How important the commune says a camera is; 5 is most."""

    MOST = "5"
    HIGH = "4"
    MEDIUM = "3"
    LOW = "2"
    LEAST = "1"


class Codec(StrEnum):
    """How a camera's picture is compressed."""

    H264 = "h264"
    H265 = "h265"


class RoundState(StrEnum):
    """How far a commune's survey has come on its way through the chain of duty."""

    NOT_STARTED = "not_started"
    DRAFTED = "drafted"
    APPROVED = "approved"
    REPORTED = "reported"
    RETURNED = "returned"


class Proof(StrEnum):
    """How far a plan is proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NOT_FOUND = "not_found"


class Goal(StrEnum):
    """What a plan is to bring back: sight, live pictures at headquarters, or both."""

    SEE = "see"
    LIVE = "live"
    BOTH = "both"


class Weigh(StrEnum):
    """What counts in a plan: places and roads, cameras by their own weight, or both."""

    BOTH = "both"
    PLACES = "places"
    CAMERAS = "cameras"


class Outcome(StrEnum):
    """What becomes of a camera that does not work: by a plan, or without one."""

    PLANNED = "planned"
    LATER = "later"
    SURVEY = "survey"
    DISPOSAL = "disposal"
    UNLISTED = "unlisted"


class Certainty(StrEnum):
    """How surely a repair belongs in the plan, whatever the unknowns turn out to be."""

    ROBUST = "robust"
    LIKELY = "likely"
    SURVEY_FIRST = "survey_first"


class SiteKind(StrEnum):
    """Where a new camera could stand."""

    ABANDONED_POLE = "abandoned_pole"
    JUNCTION = "junction"
