"""The public Lambda Runtime API for one execution environment, on a port of the loopback interface."""

import json
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
PREFIX = "/2018-06-01/runtime/"


def problem(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()


class Call:
    """One invocation, from LocalStack's request to the function's answer."""

    def __init__(self, payload: dict, timeout: float):
        self.id, self.arn = payload["invoke-id"], payload["invoked-function-arn"]
        self.trace, self.body = payload.get("trace-id") or "", payload["payload"].encode()
        self.timeout, self.started = timeout, 0.0
        self.finished = threading.Event()
        self.answer: tuple[bool, bytes] | None = None

    def finish(self, failed: bool, body: bytes) -> None:
        if self.answer is None:
            self.answer = (failed, body)
            self.finished.set()


class RuntimeApi:
    """Sends the next call to the process that requests it, and receives the answer."""

    def __init__(self):
        self.ready = threading.Event()
        self.init_error: bytes | None = None
        self.current: Call | None = None
        self.is_ending = False
        self._calls: queue.SimpleQueue = queue.SimpleQueue()
        self._server = ThreadingHTTPServer((HOST, 0), _Handler)
        self._server.daemon_threads, self._server.api = True, self
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"{HOST}:{self._server.server_port}"

    def expect_process(self) -> None:
        """Notes that a new process starts; any process that still waits for a call is an old one."""
        self.ready.clear()
        self.init_error = None
        self.is_ending = False
        self._calls.put(None)
        self._calls = queue.SimpleQueue()

    def give(self, call: Call) -> None:
        self._calls.put(call)

    def dismiss(self) -> None:
        self._calls.put(None)

    def close(self) -> None:
        threading.Thread(target=lambda: (self._server.shutdown(), self._server.server_close()), daemon=True).start()

    def next_call(self) -> Call | None:
        calls = self._calls
        self.ready.set()
        call = calls.get()
        if call:
            call.started = time.perf_counter()
        return call

    def init_failed(self, body: bytes) -> None:
        if not self.ready.is_set():
            self.init_error = body
            self.ready.set()

    def call_done(self, call_id: str, failed: bool, body: bytes) -> None:
        if self.current and self.current.id == call_id:
            self.current.finish(failed, body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write per answer: Nagle and delayed acknowledgements would cost 40 ms
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path != PREFIX + "invocation/next":
            return self._answer(404)
        call = self.server.api.next_call()
        if call is None:
            self.close_connection = True
            return self._answer(410)
        return self._answer(200, call.body, {
            "Lambda-Runtime-Aws-Request-Id": call.id,
            "Lambda-Runtime-Invoked-Function-Arn": call.arn,
            "Lambda-Runtime-Trace-Id": call.trace,
            "Lambda-Runtime-Deadline-Ms": int((time.time() + call.timeout) * 1000),
        })

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # A process that ends after its answer ends when this one comes, so the call is done first.
        ends = self.headers.get("Local-Environment-Ends") is not None
        if ends:
            self.server.api.is_ending = True
        else:
            self._answer(202, b'{"status":"OK"}')
        parts = self.path.removeprefix(PREFIX).split("/")
        if parts == ["init", "error"]:
            self.server.api.init_failed(body)
        elif len(parts) == 3 and parts[2] in ("response", "error"):
            self.server.api.call_done(parts[1], parts[2] == "error", body)
        if ends:
            self._answer(202, b'{"status":"OK"}')

    def _answer(self, status: int, body: bytes = b"", headers: dict | None = None):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
