"""A real browser, by the WebDriver protocol of chromedriver."""

import base64
import json
import time
from pathlib import Path

from . import services
from .session import ask

# Text and controls of a node, through every shadow root below it.
WALK = """
const walk = (node, seen) => {
  if (node.nodeType === 3) { seen.text.push(node.data); return; }
  if (node.nodeType === 1 && node.tagName === 'STYLE') return;
  if (node.nodeType === 1 && node.matches('button, a, [role=button], input')) {
    seen.controls.push((node.getAttribute('aria-label') || node.textContent || node.type || '').trim());
  }
  if (node.shadowRoot) walk(node.shadowRoot, seen);
  for (const child of node.childNodes) walk(child, seen);
};
const seen = { text: [], controls: [] };
const start = document.getElementById(arguments[0]);
if (start) walk(start, seen);
return { text: seen.text.join(' ').replace(/\\s+/g, ' '), controls: seen.controls };
"""


class Browser:
    def __init__(self, driver, home, log):
        self._port = services.free_port()
        profile = Path(home) / "browser"
        self._service = services.Service("chromedriver", [driver, f"--port={self._port}"], log,
                                         services.environment(HOME=home), home)
        self._arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                           f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        self._session = None

    def __enter__(self):
        self._service.__enter__()
        try:
            self._service.wait_for(f"http://127.0.0.1:{self._port}/status", 30)
            options = {"goog:chromeOptions": {"args": self._arguments}, "goog:loggingPrefs": {"browser": "ALL"}}
            self._session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": options}})["sessionId"]
        except BaseException:
            self._service.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            self._send("DELETE", f"/session/{self._session}")
        finally:
            self._service.__exit__()

    def _send(self, method, path, message=None):
        body = json.dumps(message).encode() if message is not None else None
        answer = ask(self._port, method, path, body, {"Content-Type": "application/json"})
        value = answer.json()["value"]
        if answer.status != 200:
            raise RuntimeError(f"chromedriver: {value}")
        return value

    def _command(self, path, message):
        return self._send("POST", f"/session/{self._session}/{path}", message)

    def open(self, url):
        self._command("url", {"url": url})

    def cookie(self, name, value):
        self._command("cookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    def size(self, width, height):
        self._command("window/rect", {"width": width, "height": height})

    def script(self, text, *arguments):
        return self._command("execute/sync", {"script": text, "args": list(arguments)})

    def panel(self):
        return self.script(WALK, f"{services.EXTENSION}-panel")

    def wait(self, text, *arguments):
        return self.until(lambda: self.script(text, *arguments))

    @staticmethod
    def until(holds, seconds=30):
        """Gives what it gives, once that is something."""
        end = time.monotonic() + seconds
        while not (found := holds()) and time.monotonic() < end:
            time.sleep(0.2)
        return found

    def complaints(self):
        """What the page logged as an error about the extension."""
        return [entry["message"] for entry in self._command("se/log", {"type": "browser"})
                if entry["level"] == "SEVERE" and services.EXTENSION in entry["message"]]

    def screenshot(self, path):
        image = self._send("GET", f"/session/{self._session}/screenshot")
        Path(path).write_bytes(base64.b64decode(image))
