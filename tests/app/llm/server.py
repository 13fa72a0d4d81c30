"""A model endpoint on the loopback: OpenAI's form and Ollama's, well-behaved or not as told."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer of the server: its text word by word, or what goes wrong instead.

    `first` and `each` are seconds before the first and every later piece; `drop` breaks the
    connection off after so many pieces; `raw` is sent as it is; `echo` sends the key back;
    `solid` leaves out the blanks.
    """

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    first: float = 0.0
    each: float = 0.0
    drop: int | None = None
    raw: bytes | None = None
    echo: bool = False
    endless: bool = False
    solid: bool = False


@dataclass
class Endpoint:
    """The running server: where it is, what it will say (the last reply is repeated), what came.

    `connected` holds the connections that the client has not closed.
    """

    url: str
    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    connected: set[Any] = field(default_factory=set)

    @property
    def prompts(self) -> list[str]:
        """All that the model was told, request by request."""
        return ["\n".join(m["content"] for m in body["messages"]) for body in self.asked]


@contextmanager
def endpoint(*replies: Reply) -> Iterator[Endpoint]:
    """A server that gives these replies in turn."""

    class Handler(_Handler):
        state: Endpoint

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Handler.state = Endpoint(f"http://127.0.0.1:{server.server_port}", list(replies))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: Endpoint
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.state.connected.add(self)

    def finish(self) -> None:
        super().finish()
        self.state.connected.discard(self)

    def log_message(self, *args: object) -> None:
        """Nothing: the test's output is not the place."""

    def do_GET(self) -> None:
        self.state.keys.append(self.headers.get("Authorization", ""))
        reply = self.state.replies[0]
        self._whole(reply.status, json.dumps({"object": "list", "data": [], "models": []}).encode())

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.state.asked.append(json.loads(self.rfile.read(length)))
        self.state.keys.append(self.headers.get("Authorization", ""))
        replies = self.state.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.status != 200:
            key = self.headers.get("Authorization", "")
            body = json.dumps({"error": {"message": f"no: {key}", "type": "t"}}).encode()
            self._whole(reply.status, body, reply.headers)
            return
        try:
            self._stream(reply)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _whole(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply) -> None:
        ollama = self.path == "/api/chat"
        self.send_response(200)
        kind = "application/x-ndjson" if ollama else "text/event-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        if reply.raw is not None:
            self._chunk(reply.raw)
            self._chunk(b"")
            return
        text = self.headers.get("Authorization", "") + " . [1]" if reply.echo else reply.text
        pieces = [p for word in text.split(" ") for p in (word[:3], word[3:] + " ")]
        if reply.solid:
            pieces = [piece.strip() for piece in pieces]
        if reply.endless:
            pieces *= 100_000
        for number, piece in enumerate(pieces):
            if self.state.over.wait(reply.each if number else reply.first):
                return
            if number == reply.drop:
                return
            self._chunk(_piece(piece, ollama))
        self._chunk(_piece("", ollama, done=True))
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _piece(text: str, ollama: bool, done: bool = False) -> bytes:
    if ollama:
        message = {"role": "assistant", "content": text}
        row = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": done}
        return json.dumps(row).encode() + b"\n"
    if done:
        return b"data: [DONE]\n\n"
    delta = {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": None}
    made = int(time.time())
    row = {"id": "c", "object": "chat.completion.chunk", "created": made, "model": "m"}
    return b"data: " + json.dumps(row | {"choices": [choice]}).encode() + b"\n\n"
