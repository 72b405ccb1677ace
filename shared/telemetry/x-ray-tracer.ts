import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { HttpClient } from '#shared/http-client/client';
import type { HttpAnswer, HttpRequest } from '#shared/http-client/message';

type Subsegment = ReturnType<Parent['addNewSubsegment']>;
/** X-Ray's types leave `noOp` out, of a segment that is never sent. */
type Parent = NonNullable<ReturnType<Tracer['getSegment']>> & {
  readonly noOp?: boolean;
  readonly trace_id?: string;
};

const TRACE_HEADER = 'X-Amzn-Trace-Id';

/** From its creation on it makes each call by Node's own HTTP client a segment, and passes the trace on to the service called. */
const tracer = new Tracer();

/** Leaves answers out of the trace: they may hold a token. */
export function traceHandler<Handler>(handler: Handler): Handler {
  const traced = middy(handler as never, { timeoutEarlyInMillis: 0 });
  return traced.use(captureLambdaHandler(tracer, { captureResponse: false }) as never) as unknown as Handler;
}

/** Does for our HTTP client what the tracer does for Node's own. A call that carries its trace already is left alone. */
export function traceClient(client: HttpClient, url: URL): HttpClient {
  return {
    close: () => client.close(),
    async request(request, limits) {
      const parent: Parent | undefined = tracer.isTracingEnabled() ? tracer.getSegment() : undefined;
      if (!parent || TRACE_HEADER in request.headers) return client.request(request, limits);
      const segment = open(parent, url.hostname);
      const headers = { ...request.headers, ...traceHeader(parent, segment) };
      try {
        const answer = await client.request({ ...request, headers }, limits);
        describe(segment, url, request, answer);
        segment.close();
        return answer;
      } catch (error) {
        describe(segment, url, request);
        segment.close(error as Error);
        throw error;
      }
    },
  };
}

function open(parent: Parent, name: string): Subsegment {
  const segment = parent.notTraced
    ? parent.addNewSubsegmentWithoutSampling(name)
    : parent.addNewSubsegment(name);
  segment.namespace = 'remote';
  return segment;
}

function traceHeader(parent: Parent, segment: Subsegment): Record<string, string> {
  if (parent.noOp) return {};
  const { trace_id } = ('segment' in parent ? parent.segment : parent) as Parent;
  return { [TRACE_HEADER]: `Root=${trace_id};Parent=${segment.id};Sampled=${segment.notTraced ? 0 : 1}` };
}

/** Records the call without its query, which may hold a secret. */
function describe(segment: Subsegment, url: URL, { method, path }: HttpRequest, answer?: HttpAnswer): void {
  const length = answer?.headers['content-length'];
  segment.addAttribute('http', {
    request: { url: url.origin + path.replace(/\?.*/, ''), method },
    ...(answer && {
      response: { status: answer.status, ...(length !== undefined && { content_length: Number(length) }) },
    }),
  });
  if (!answer || answer.status < 400) return;
  if (answer.status === 429) segment.addThrottleFlag();
  if (answer.status >= 500) segment.addFaultFlag();
  else segment.addErrorFlag();
}
