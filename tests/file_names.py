"""What the names of all written files look like."""

import re

RULE = re.compile(
    r"[a-z0-9-]+_[a-z0-9-]+(_\d+(-\d+)?-trieu)?_\d{4}-\d\d-\d\d(_pb\d+)?(_[a-z0-9-]+)*"
    r"(_mo-phong)?\.[a-z]{3,7}"
)
