"""Chromium through its pipe, in the words of its DevTools: https://chromedevtools.github.io/devtools-protocol/."""

import base64
import json
import os
import select
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.chromium import FLAGS

from .window import ENDS_WITH_US, PATIENCE, Window

# It reads from 3 and writes to 4, whatever these are called here.
RUN = f"""{ENDS_WITH_US}
out, into = map(int, sys.argv[1:3])
os.dup2(out, 30), os.dup2(into, 31), os.dup2(30, 3), os.dup2(31, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
OWN_FLAGS = ["--headless", "--remote-debugging-pipe", "--disable-software-rasterizer"]
OWN_FLAGS += ["--window-size=1366,768", "--lang=zh-CN"]
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
KEYS = {"Enter": ENTER, "Escape": {"key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27}}

PASTE = """(text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
})(%s)"""


class Chromium:
    def __init__(self, path: Path):
        self.folder = TemporaryDirectory(prefix="zkreport-", ignore_cleanup_errors=True)
        (out, self._write), (self._read, into) = os.pipe(), os.pipe()
        command = [
            sys.executable,
            "-S",
            "-c",
            RUN,
            str(out),
            str(into),
            str(path),
            *FLAGS,
            *OWN_FLAGS,
        ]
        self.process = subprocess.Popen(
            [*command, f"--user-data-dir={self.folder.name}", "about:blank"],
            pass_fds=(out, into),
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(out)
        os.close(into)
        self._numbers, self._rest, self.events = count(1), b"", []

    def open(self) -> "ChromiumWindow":
        """In a context of its own, where nobody is signed in."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)
        attached = self.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        return ChromiumWindow(self, context, attached["sessionId"])

    def close(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._write)
        os.close(self._read)
        self.folder.cleanup()

    def send(self, method: str, session: str = "", **params) -> dict:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != number:
            self.events.append(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _receive(self) -> dict:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            assert select.select([self._read], [], [], max(0, end - time.monotonic()))[0], (
                "no answer"
            )
            more = os.read(self._read, 1 << 20)
            assert more, "Chromium has ended"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


class ChromiumWindow(Window):
    def __init__(self, browser: Chromium, context: str, session: str):
        self.browser, self.context, self.session = browser, context, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._send(f"{domain}.enable")
        browser.events.clear()

    def _send(self, method: str, **params) -> dict:
        return self.browser.send(method, self.session, **params)

    def goto(self, url: str) -> None:
        self._send("Page.navigate", url=url)

    def read(self, expression: str):
        answer = self._send("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press_at(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        self._send("Input.dispatchKeyEvent", type="keyDown", **KEYS[key])
        self._send("Input.dispatchKeyEvent", type="keyUp", **KEYS[key])

    def type(self, text: str) -> None:
        self._send("Input.insertText", text=text)

    def paste(self, selector: str, text: str) -> None:
        """Windows without a screen have no clipboard: the event that the browser would send."""
        self.fill(selector, "")
        self.read(PASTE % json.dumps(text))

    def pdf(self) -> bytes:
        return base64.b64decode(self._send("Page.printToPDF", preferCSSPageSize=True)["data"])

    def complaints(self) -> list[str]:
        """Errors in scripts, violations of the Content Security Policy, answers of 5xx."""
        self.read("0")  # whatever was written has arrived by then
        return [said for event in self.browser.events if (said := _complaint(event))]

    def close(self) -> None:
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)


def _complaint(event: dict) -> str:
    method, params = event.get("method"), event.get("params", {})
    if method == "Runtime.exceptionThrown":
        return json.dumps(params["exceptionDetails"])
    entry = params.get("entry", {})
    # A refusal is an answer of 4xx, which the log counts as an error of the network.
    if entry.get("level") == "error" and entry["source"] != "network":
        return entry["text"]
    if method == "Network.responseReceived" and params["response"]["status"] >= 500:
        return params["response"]["url"]
    return ""
