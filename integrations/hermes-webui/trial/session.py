"""HTTP as a browser that is logged in to Hermes WebUI would speak it, or as anybody who asks directly."""

import http.client
import json
import re
from http.cookies import SimpleCookie


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {self.body[:300].decode(errors='replace')}"


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Session:
    """A browser's session: cookie, origin and CSRF token."""

    def __init__(self, port):
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"
        self.cookies = {}
        self._csrf = ""

    def ask(self, method, path, body=None, headers=None):
        sent = {"Referer": f"{self.origin}/", "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method not in ("GET", "HEAD"):
            sent["Origin"] = self.origin
            sent["X-Hermes-CSRF-Token"] = self._csrf
        answer = ask(self.port, method, path, body, {**sent, **(headers or {})})
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return answer

    def send(self, path, message):
        return self.ask("POST", path, json.dumps(message).encode(), {"Content-Type": "application/json"})

    def log_in(self, password):
        answer = self.send("/api/auth/login", {"password": password})
        page = self.ask("GET", "/")
        token = re.search(r'csrfToken:("(?:[^"\\]|\\.)*")', page.body.decode())
        self._csrf = json.loads(token.group(1)) if token else ""
        return answer, page
