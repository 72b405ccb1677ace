"""Answers calls of an API that is not deployed, as after each start of LocalStack, in the form of the services' errors.

By itself LocalStack answers 404: with XML about a missing bucket until its API Gateway is loaded, later with JSON.
"""

import json
import re
import sys
import uuid

from localstack.constants import AWS_REGION_US_EAST_1, DEFAULT_AWS_ACCOUNT_ID

API = re.compile(r"/_aws/execute-api/([^/]+)/([^/]+)")
REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,128}")
STATUS = 503
CODE = "dependency_unavailable"
DETAIL = "Nothing is deployed to LocalStack; run npm run localstack:up"
EXPOSED = "x-request-id, x-trace-id, x-cache, x-next-cursor, x-chaos-hit, retry-after, www-authenticate"


def is_deployed(api_id: str, stage: str) -> bool:
    # LocalStack loads it with the first deployment; an import here would take seconds
    models = sys.modules.get("localstack.services.apigateway.models")
    if models is None:
        return False
    store = models.apigateway_stores[DEFAULT_AWS_ACCOUNT_ID][AWS_REGION_US_EAST_1]
    return stage in store.active_deployments.get(api_id.lower(), {})


def answer_not_deployed(chain, context, _response):
    called = API.match(context.request.path)
    if called is None or is_deployed(*called.groups()):
        return
    sent = context.request.headers.get("x-request-id", "")
    request_id = sent if REQUEST_ID.fullmatch(sent) else str(uuid.uuid4())
    body = {"detail": DETAIL, "code": CODE, "request_id": request_id}
    headers = {
        "content-type": "application/json",
        "access-control-allow-origin": "*",
        "access-control-expose-headers": EXPOSED,
        "x-request-id": request_id,
    }
    chain.respond(STATUS, json.dumps(body, separators=(",", ":")), headers)
