"""Answers calls of an API that is not deployed, as after each start of LocalStack, in the form of the services' errors.

By itself LocalStack answers 404: with XML about a missing bucket until its API Gateway is loaded, later with JSON.
"""

import re
import uuid

from localstack.constants import AWS_REGION_US_EAST_1, DEFAULT_AWS_ACCOUNT_ID

API = re.compile(r"/_aws/execute-api/([^/]+)/([^/]+)")
REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,128}")
STATUS = 503
CODE = "dependency_unavailable"
DETAIL = "Nothing is deployed to LocalStack; run npm run localstack:up"
EXPOSED = "x-request-id, x-trace-id, x-cache, x-chaos-hit, retry-after, www-authenticate"


def is_deployed(api_id: str, stage: str) -> bool:
    from localstack.services.apigateway.models import apigateway_stores

    store = apigateway_stores[DEFAULT_AWS_ACCOUNT_ID][AWS_REGION_US_EAST_1]
    return stage in store.active_deployments.get(api_id.lower(), {})


def answer_not_deployed(_chain, context, response):
    if response.status_code != 404:
        return
    called = API.match(context.request.path)
    if called is None or is_deployed(*called.groups()):
        return
    sent = context.request.headers.get("x-request-id", "")
    request_id = sent if REQUEST_ID.fullmatch(sent) else str(uuid.uuid4())
    response.headers.clear()
    response.set_json({"detail": DETAIL, "code": CODE, "request_id": request_id})
    response.status_code = STATUS
    response.headers.update(
        {
            "access-control-allow-origin": "*",
            "access-control-expose-headers": EXPOSED,
            "x-request-id": request_id,
        }
    )
