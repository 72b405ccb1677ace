"""Plugins behind the entry points of this package. LocalStack loads this module early, hence the late imports."""

import os

from localstack.runtime import hooks
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """LAMBDA_RUNTIME_EXECUTOR=process"""

    name = "process"

    def load(self, *args, **kwargs):
        from localstack_processes.process_executor import ProcessExecutor

        return ProcessExecutor


@hooks.on_infra_start(should_load=lambda: bool(os.environ.get("DYNAMODB_BINARY")))
def use_dynamodb_binary():
    """DYNAMODB_BINARY=<path of dynoxide>, in place of the Java server that LocalStack would download."""
    from localstack_processes.dynamodb_binary import install

    install(os.environ["DYNAMODB_BINARY"])


@hooks.on_infra_start()
def answer_for_missing_apis():
    from localstack.aws.handlers import preprocess_request

    from localstack_processes.not_deployed import answer_not_deployed

    preprocess_request.append(answer_not_deployed)


@hooks.on_infra_start()
def bind_listen_addresses():
    """Makes LocalStack listen on the host of GATEWAY_LISTEN only. By itself it listens on every interface."""
    from types import SimpleNamespace

    from localstack import config
    from localstack.runtime.server import twisted as server
    from twisted.internet import endpoints

    hosts_by_port: dict[int, list[str]] = {}
    for address in config.GATEWAY_LISTEN:
        if not config.is_ipv6_address(address.host):
            hosts_by_port.setdefault(address.port, []).append(address.host)

    def on_its_host(reactor, port, **kwargs):
        hosts = hosts_by_port.get(port)
        return endpoints.TCP4ServerEndpoint(reactor, port, interface=hosts.pop(0) if hosts else "127.0.0.1", **kwargs)

    server.endpoints = SimpleNamespace(
        TCP4ServerEndpoint=on_its_host, TCP6ServerEndpoint=endpoints.TCP6ServerEndpoint
    )
