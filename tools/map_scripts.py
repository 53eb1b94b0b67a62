"""Check the map's scripts with the environment's own node: ``python -m tools.map_scripts``.

Their packages are fetched once. Where that fails nothing is checked, which is a failure only
where no test may be skipped (``CAMERA_STRICT_TESTS``). That the bundles are those of the sources
is tested without node, too.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "pages" / "components" / "camera_map"


def main() -> int:
    """Run ``npm run check``; return its exit code."""
    programs = Path(sys.executable).parent
    npm = str(programs / ("npm.exe" if os.name == "nt" else "npm"))
    paths = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": paths}  # what npm runs finds the same node
    installed = HOME / "node_modules" / "lock.stamp"
    lock = hashlib.sha256((HOME / "package-lock.json").read_bytes()).hexdigest()
    if not installed.is_file() or installed.read_text("utf-8") != lock:
        if subprocess.call([npm, "ci"], cwd=HOME, env=environment):
            print("Chưa kiểm tra mã JavaScript của bản đồ / The map's scripts were not checked")
            return int("CAMERA_STRICT_TESTS" in os.environ)
        installed.write_text(lock, "utf-8")
    return subprocess.call([npm, "run", "check"], cwd=HOME, env=environment)


if __name__ == "__main__":
    sys.exit(main())
