"""How layers look in other programs: one colour and shape a state, as on the map."""

from gis.core.choices import Availability, Coverage
from gis.export.schema import LayerSchema

# By the values of the field that says the state; the colours of the map and of papers.
COLOURS: dict[str, str] = {
    Availability.UP: "#0072B2",
    Availability.UNCONFIRMED: "#6d7680",
    Availability.DOWN: "#D55E00",
    Coverage.COVERED: "#0072B2",
    Coverage.LOST: "#D55E00",
    Coverage.GAP: "#882255",
}
PLAIN_COLOUR = "#5b6670"
_STATE_FIELDS = ("sight", "coverage", "state")


def state_field(schema: LayerSchema) -> str:
    """Return the field that a layer's colours go by; "" for none.

    Parameters
    ----------
    schema
        The layer.

    Returns
    -------
    str
        The name of a field of codes.
    """
    return next((name for name in _STATE_FIELDS if name in schema.names), "")
