"""Lambda execution environments as child processes of LocalStack.

LocalStack asks an executor to start, invoke and stop one environment. Here that is one Node process, which asks for
its calls over the Lambda Runtime API. Timeouts, crashes, running out of memory and failing to start therefore look as
they do in the cloud: the process is ended, and the next call gets a fresh one.

LAMBDA_PROCESS_NODE names the node executable (default: node), LAMBDA_PROCESS_FREEZE=1 stops the process between calls
as AWS does.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from localstack_processes.runtime_api import HOST, Call, RuntimeApi, problem

# Copied into this package when it is installed: the local engine has the same runtime, local/runtime/bootstrap.mjs.
BOOTSTRAP = Path(__file__).with_name("bootstrap.mjs")
NODE = os.environ.get("LAMBDA_PROCESS_NODE") or shutil.which("node") or "node"
# Time for the last telemetry of a process that ends by itself: local/runtime/bootstrap.mjs.
END_SECONDS = 1.0
FREEZE = os.environ.get("LAMBDA_PROCESS_FREEZE") == "1"


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self.work = Path(tempfile.mkdtemp(prefix=f"lambda-{id[:8]}-"))
        self.log_path, self.log_offset = self.work / "log", 0
        self.api: RuntimeApi | None = None
        self.process: subprocess.Popen | None = None
        self.environment: dict[str, str] = {}

    def start(self, env_vars):
        self.api = RuntimeApi()
        (self.work / "tmp").mkdir()
        self.environment = self._environment(env_vars)
        self._spawn()
        self.api.ready.wait()
        if self.api.init_error is not None:
            raise StatusErrorException("Environment startup failed", payload=self.api.init_error)

    def invoke(self, payload):
        call = self.api.current = Call(payload, float(self.function_version.config.timeout))
        try:
            self._wake()
            if self.api.init_error is not None:
                call.finish(True, self.api.init_error)
            else:
                self.api.give(call)
            if not call.finished.wait(call.timeout):
                self._kill()
                message = f"RequestId: {call.id} Error: Task timed out after {call.timeout:.2f} seconds"
                call.finish(True, problem("Sandbox.Timedout", message))
            failed, body = call.answer
            logs = self._logs_of(call)
            if FREEZE and self._is_running() and not self.api.is_ending:
                self.process.send_signal(signal.SIGSTOP)
            return InvocationResult(call.id, body, is_error=failed, logs=logs)
        finally:
            self.api.current = None

    def stop(self):
        self._kill()
        if self.api:
            stopped = problem("Runtime.Stopped", "environment stopped")
            self.api.init_failed(stopped)
            if self.api.current:
                self.api.current.finish(True, stopped)
            self.api.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def _environment(self, env_vars) -> dict[str, str]:
        given = {name: str(value) for name, value in env_vars.items() if not name.startswith("LOCALSTACK_RUNTIME")}
        return given | {
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{self.function_version.config.runtime}",
            "LAMBDA_TASK_ROOT": self._code(),
            "LAMBDA_RUNTIME_DIR": str(BOOTSTRAP.parent),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.work),
            "TMPDIR": str(self.work / "tmp"),
        }

    def _code(self) -> str:
        return str(self.function_version.config.code.get_unzipped_code_location())

    def _spawn(self):
        self.api.expect_process()
        heap_mb = max(64, int(self.function_version.config.memory_size * 0.9))
        command = [NODE, f"--max-old-space-size={heap_mb}", "--enable-source-maps", str(BOOTSTRAP)]
        with open(self.log_path, "ab") as log:
            # In LocalStack's own process group, so that killing the group ends every function.
            self.process = subprocess.Popen(
                command, cwd=self._code(), env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        threading.Thread(target=self._watch, args=(self.process,), daemon=True).start()

    def _watch(self, process):
        status = process.wait()
        # One that ends by itself has answered; the call that is current by now is for the next process.
        if process is not self.process or self.api.is_ending:
            return
        self.api.dismiss()
        what = f"signal: {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        self.api.init_failed(problem("Runtime.ExitError", f"Error: Runtime exited with error: {what}"))
        if call := self.api.current:
            message = f"RequestId: {call.id} Error: Runtime exited with error: {what}"
            call.finish(True, problem("Runtime.ExitError", message))

    def _wake(self):
        """Replaces a process that has ended, by itself too, and continues a frozen one."""
        if self.api.is_ending:
            self._await_end()
        if not self._is_running():
            self._kill()
            self._spawn()
            self.api.ready.wait(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        elif FREEZE:
            self.process.send_signal(signal.SIGCONT)

    def _await_end(self):
        process = self.process
        try:
            if process:
                process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()

    def _is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _kill(self):
        process, self.process = self.process, None
        if process and process.poll() is None:
            process.kill()
        if self.api:
            self.api.dismiss()

    def _logs_of(self, call) -> str:
        # Node writes files synchronously, so the handler's output is on disk when its answer arrives.
        with open(self.log_path, "rb") as log:
            log.seek(self.log_offset)
            printed = log.read()
        self.log_offset += len(printed)
        ms = (time.perf_counter() - call.started) * 1000 if call.started else 0.0
        size = self.function_version.config.memory_size
        return (
            f"START RequestId: {call.id} Version: {self.function_version.id.qualifier}\n"
            f"{printed.decode(errors='replace')}END RequestId: {call.id}\n"
            f"REPORT RequestId: {call.id}\tDuration: {ms:.2f} ms\tBilled Duration: {int(ms) + 1} ms"
            f"\tMemory Size: {size} MB\tMax Memory Used: {size} MB\n"
        )

    def get_logs(self):
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def get_address(self):
        return HOST

    def get_endpoint_from_executor(self):
        return HOST

    def get_runtime_endpoint(self):
        return f"http://{HOST}:{config.GATEWAY_LISTEN[0].port}"

    @classmethod
    def prepare_version(cls, function_version):
        runtime = function_version.config.runtime or ""
        if not runtime.startswith("nodejs"):
            raise NotImplementedError(f"functions run as node processes here, so not with the runtime '{runtime}'")
        if function_version.config.layers:
            raise NotImplementedError("functions run as node processes here, without layers; bundle the code instead")
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass

    @classmethod
    def validate_environment(cls):
        return shutil.which(NODE) is not None
