"""Firefox through Marionette, which is in every build: https://firefox-source-docs.mozilla.org/testing/marionette/."""

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from .window import ENDS_WITH_US, PATIENCE, Window

PREFERENCES = """
user_pref("marionette.port", 0);
user_pref("intl.accept_languages", "zh-CN");
"""
RUN = f"{ENDS_WITH_US}os.execv(sys.argv[1], sys.argv[1:])"
KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}
CONTROL = "\ue009"
COPIED_FROM = """(text => {
  const box = document.body.appendChild(document.createElement("textarea"));
  box.value = text;
  box.focus();
})(%s)"""
COMPLAINTS = """return Services.console.getMessageArray().flatMap((message) => {
  try {
    message.QueryInterface(Ci.nsIScriptError);
  } catch {
    return [];
  }
  const isError = message.category === "content javascript" && !(message.flags & 1);
  return isError || message.category === "CSP" ? [message.errorMessage] : [];
})"""


class Firefox:
    def __init__(self, path: str):
        self.folder = TemporaryDirectory(prefix="zkreport-", ignore_cleanup_errors=True)
        Path(self.folder.name, "user.js").write_text(PREFERENCES)
        # The last is for the console, where complaints are.
        flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-S",
                "-c",
                RUN,
                path,
                *flags,
                "--width=1366",
                "--height=768",
                "--profile",
                self.folder.name,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._numbers = count(1)
        self._socket = socket.create_connection(("127.0.0.1", self._port()), PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._receive()  # its greeting
        self.send("WebDriver:NewSession", capabilities={})

    def _port(self) -> int:
        place, end = Path(self.folder.name, "MarionetteActivePort"), time.monotonic() + PATIENCE
        while not (place.exists() and place.read_text()):
            assert self.process.poll() is None, "Firefox has ended"
            assert time.monotonic() < end, "Firefox does not start"
            time.sleep(0.05)
        return int(place.read_text())

    def open(self) -> "FirefoxWindow":
        return FirefoxWindow(self)

    def close(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._socket.close()
        self.folder.cleanup()

    def send(self, command: str, **params):
        message = json.dumps([0, next(self._numbers), command, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error}"
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self):
        length = b""
        while (byte := self._answers.read(1)) != b":":
            assert byte, "Firefox has ended"
            length += byte
        return json.loads(self._answers.read(int(length)))


class FirefoxWindow(Window):
    def __init__(self, browser: Firefox):
        self.browser = browser
        self._send = browser.send
        self._privileged("Services.console.reset()")

    def goto(self, url: str) -> None:
        self._send("WebDriver:Navigate", url=url)

    def read(self, expression: str):
        return self._send("WebDriver:ExecuteScript", script=f"return {expression}", args=[])

    def press_at(self, x: float, y: float) -> None:
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def press(self, key: str) -> None:
        self.type(KEYS[key])

    def type(self, text: str) -> None:
        keys = [{"type": kind, "value": each} for each in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def paste(self, selector: str, text: str) -> None:
        """Through the clipboard, from a box that is there for that alone."""
        self.read(COPIED_FROM % json.dumps(text))
        for key in "ac":
            self._with_control(key)
        self.read("document.activeElement.remove()")
        self.fill(selector, "")
        self._with_control("v")

    def _with_control(self, key: str) -> None:
        order = [("keyDown", CONTROL), ("keyDown", key), ("keyUp", key), ("keyUp", CONTROL)]
        keys = [{"type": kind, "value": value} for kind, value in order]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, actions: dict) -> None:
        self._send("WebDriver:PerformActions", actions=[actions])

    def pdf(self) -> bytes:
        return base64.b64decode(self._send("WebDriver:Print"))

    def complaints(self) -> list[str]:
        """Errors in scripts, violations of the Content Security Policy."""
        return self._privileged(COMPLAINTS)

    def _privileged(self, script: str):
        self._send("Marionette:SetContext", value="chrome")
        try:
            return self._send("WebDriver:ExecuteScript", script=script, args=[])
        finally:
            self._send("Marionette:SetContext", value="content")

    def close(self) -> None:
        """The next one starts where nobody is signed in and nothing is kept."""
        self.read("localStorage.clear()")
        self._send("WebDriver:DeleteAllCookies")
        self._send("WebDriver:Navigate", url="about:blank")
