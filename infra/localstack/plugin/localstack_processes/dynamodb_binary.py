"""LocalStack's DynamoDB provider in front of a DynamoDB-compatible executable (dynoxide)."""

import os
import random
import re
import subprocess

from localstack.aws.api import CommonServiceException
from localstack.services.dynamodb import provider as v1
from localstack.services.dynamodb import utils
from localstack.services.dynamodb.server import DynamodbServer
from localstack.services.dynamodb.v2 import provider as v2
from localstack.services.dynamodbstreams.v2.provider import DynamoDBStreamsProvider
from localstack.utils.common import TMP_THREADS
from localstack.utils.threads import FuncThread


def install(binary: str) -> None:
    if not os.access(binary, os.X_OK):
        raise RuntimeError(f"DYNAMODB_BINARY is not executable: {binary}")
    _launch_instead_of_java(binary)
    _translate_its_refusals()
    _accept_its_stream_arns()


class _BinaryThread(FuncThread):
    """Runs the binary in LocalStack's own process group, so that it goes when LocalStack goes, however that ends."""

    def __init__(self, command: list[str]):
        super().__init__(self._serve, name="dynamodb-binary")
        self.command, self.auto_restart = command, True
        self.process: subprocess.Popen | None = None

    def _serve(self, *_):
        while self.running and self.auto_restart:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)
            self.process.wait()

    def stop(self, quiet=False):
        super().stop(quiet=quiet)
        if self.process:
            self.process.terminate()


def _launch_instead_of_java(binary: str) -> None:
    plain_init = DynamodbServer.__init__

    def out_of_reach(self, port=None, host="localhost", db_path=None):
        # Web pages may read from the binary, hence a port that no browser opens, at an address that none can guess
        # (docs/adr/0014-web-pages-of-others.md)
        host = ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])
        plain_init(self, random.randint(6665, 6669), host, db_path)

    def launch(self):
        command = [binary, "serve", "--host", self.host, "--port", str(self.port)]
        if not self.in_memory:
            os.makedirs(self.db_path, exist_ok=True)
            command += ["--db-path", os.path.join(self.db_path, "tables.sqlite")]
        thread = _BinaryThread(command)
        TMP_THREADS.append(thread)
        thread.start()
        return thread

    DynamodbServer.__init__ = out_of_reach
    DynamodbServer.do_start_thread = launch


def _translate_its_refusals() -> None:
    """LocalStack stores replicas, table class and encryption itself, and matches the text of DynamoDB Local's refusals."""

    def tolerant(forward):
        def wrapper(self, *args, **kwargs):
            try:
                return forward(self, *args, **kwargs)
            except CommonServiceException as error:
                nothing_changed = str(error.message).startswith("At least one of ProvisionedThroughput")
                if error.code == "ValidationException" and nothing_changed:
                    error.message = "Nothing to update"
                raise

        return wrapper

    for module in (v1, v2):
        module.DynamoDBProvider._forward_request = tolerant(module.DynamoDBProvider._forward_request)


def _accept_its_stream_arns() -> None:
    """LocalStack expects DynamoDB Local's region name in ARNs, and an ARN inside shard iterators."""
    for name, value in list(vars(utils).items()):
        if isinstance(value, re.Pattern) and "ddblocal" in value.pattern:
            setattr(utils, name, re.compile(value.pattern.replace("ddblocal", "(?:ddblocal|dynoxide)"), value.flags))

    def for_backend(self, stream_arn: str) -> str:
        if not stream_arn.startswith("arn:"):
            return stream_arn  # a shard iterator
        return f"arn:aws:dynamodb:dynoxide:000000000000:{stream_arn.split(':', 5)[5]}"

    DynamoDBStreamsProvider.modify_stream_arn_for_ddb_local = for_backend
