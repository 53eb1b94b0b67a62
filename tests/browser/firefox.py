"""Firefox, driven by the WebDriver BiDi protocol it speaks itself: no driver beside it."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.system import firefox_path, free_port, until, wait_for


class Firefox:
    """One page of a headless Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._asked = socket, 0
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        self.errors: list[str] = []
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **params: Any) -> Any:
        """Send one command and return its answer; note the errors told in between."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=60))
            if told.get("method") == "log.entryAdded" and told["params"]["level"] == "error":
                self.errors.append(told["params"]["text"])
            if told.get("id") == self._asked:
                assert told["type"] == "success", told
                return told["result"]

    def open(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        told = self.ask(
            "script.evaluate",
            expression=expression,
            awaitPromise=True,
            target={"context": self.context},
        )
        assert told["type"] == "success", told
        return told["result"].get("value")

    def until(self, expression: str, seconds: float = 60) -> Any:
        """Wait until an expression is true in the page."""
        return until(lambda: self.run(expression), f"never: {expression}", seconds=seconds)


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
