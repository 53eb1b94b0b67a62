"""Firefox, driven by the WebDriver BiDi protocol it speaks itself: no driver beside it."""

import base64
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.system import firefox_path, free_port, wait_for

# The letters by which the protocol calls keys that write nothing.
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "ArrowRight": "\ue014",
}
# Looked for in the page itself: asked for from here, again and again, it would be seen late.
UNTIL = """new Promise((resolve, reject) => {
  const end = performance.now() + %d;
  const look = async () => {
    const found = await (%s);
    if (found || performance.now() > end) resolve(found || null);
    else setTimeout(() => look().catch(reject), 10);
  };
  look().catch(reject);
})"""
# Where an element that can be clicked lies, once it does so at three frames.
MIDDLE = """new Promise((resolve) => {
  let [last, same] = ["", 0];
  const look = (turn) => {
    const element = %s;
    if (!element?.checkVisibility() || element.disabled || turn > 300) return resolve(null);
    element.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = element.getBoundingClientRect();
    const spot = `${x + width / 2} ${y + height / 2}`;
    [last, same] = [spot, spot === last ? same + 1 : 0];
    if (same < 3) return requestAnimationFrame(() => look(turn + 1));
    const top = document.elementFromPoint(...spot.split(" "));
    return resolve(element.contains(top) || top?.closest("label")?.contains(element) ? spot : null);
  };
  look(0);
})"""


class Firefox:
    """One page of a headless Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._asked = socket, 0
        self.errors: list[str] = []
        self.ask("session.new", capabilities={})
        # Not the one it opens with: there the field of addresses has the focus, and keeps it.
        self.context = self.ask("browsingContext.create", type="tab")["context"]
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **params: Any) -> Any:
        """Send one command and return its answer; note the errors told in between."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=180))
            if told.get("method") == "log.entryAdded" and told["params"]["level"] == "error":
                self.errors.append(told["params"]["text"])
            if told.get("id") == self._asked:
                assert told["type"] == "success", told
                return told["result"]

    def size(self, width: int, height: int) -> None:
        self.ask(
            "browsingContext.setViewport",
            context=self.context,
            viewport={"width": width, "height": height},
        )

    def open(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        """Return the value of an expression in the page: one value, or a text of JSON."""
        told = self.ask(
            "script.evaluate",
            expression=expression,
            awaitPromise=True,
            target={"context": self.context},
        )
        assert told["type"] == "success", told
        return told["result"].get("value")

    def until(self, expression: str, seconds: float = 60) -> Any:
        """Wait until an expression is true in the page, which stays; return its value."""
        found = self.run(UNTIL % (seconds * 1000, expression))
        return found or pytest.fail(f"never: {expression}")

    def middle(self, element: str) -> tuple[float, float]:
        """Return the middle of an element, an expression, once it lies still in the window."""
        x, y = self.until(MIDDLE % f"({element})").split()
        return float(x), float(y)

    def click(self, element: str) -> None:
        """Click the middle of an element, an expression in the page."""
        self.drag(self.middle(element))

    def drag(self, *spots: tuple[float, float], key: str | None = None) -> None:
        """Press at the first spot of the window, move over the others, let go: one is a click.

        A key can be held all the time.
        """
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)} for x, y in spots]
        steps = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:]]
        pointer = [*steps, {"type": "pointerUp", "button": 0}]
        if key:
            self._act(type="key", id="keys", actions=[{"type": "keyDown", "value": KEYS[key]}])
        self._act(type="pointer", id="mouse", actions=pointer)
        if key:
            self._act(type="key", id="keys", actions=[{"type": "keyUp", "value": KEYS[key]}])

    def type(self, *keys: str) -> None:
        """Press keys one after the other: letters, or one of `KEYS`."""
        values = [KEYS.get(key, key) for key in keys]
        kinds = ("keyDown", "keyUp")
        actions = [{"type": kind, "value": value} for value in values for kind in kinds]
        self._act(type="key", id="keys", actions=actions)

    def _act(self, **source: Any) -> None:
        self.ask("input.performActions", context=self.context, actions=[source])

    def screenshot(self) -> bytes:
        """Return a picture of the window, PNG."""
        told = self.ask("browsingContext.captureScreenshot", context=self.context)
        return base64.b64decode(told["data"])


@contextmanager
def firefox() -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own; skips where there is none."""
    path, port = firefox_path(), free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            path,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port",
            str(port),
            "about:blank",
        ]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            with connect(f"ws://127.0.0.1:{port}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            running.terminate()
            running.wait(30)
