import type http from 'node:http';
import type { EndedRule } from '#shared/cli/ended-rule';
import type { AwsEndpoint } from '../aws/aws-endpoint.ts';
import type { ConsoleApi } from '../console/console-api.ts';
import type { RequestHandler } from '../http/boundary.ts';
import { DATA_HEADERS } from '../http/page-headers.ts';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import type { Service } from '../services/service.ts';
import type { TracesApi } from '../traces/traces-api.ts';
import type { ChaosOfServices } from './chaos-of-services.ts';
import { readmeAt } from './readme.ts';

export interface EngineApiOptions {
  /** Everything else of AWS. */
  readonly aws: AwsEndpoint;
  /** Stores that run in this process are served on this port. */
  readonly services: readonly Pick<Service, 'handle'>[];
  /** Undefined without telemetry. */
  readonly traces: TracesApi | undefined;
  /** The faults of all services. */
  readonly chaos: ChaosOfServices;
  /** The rules that their `stop_when` ended. */
  endedRules(): readonly EndedRule[];
  status(): unknown;
  /** The page for browsers in place of the status, and what belongs to it. */
  readonly console: ConsoleApi;
}

/** Serves the engine's own port: console, traces, faults, what AWS clients call, the README and status. */
export function createEngineApi(options: EngineApiOptions): RequestHandler {
  const { aws, services, traces, status, console } = options;
  return (request, response, guard) => {
    if (traces?.(request, response, guard)) return;
    if (services.some((service) => service.handle?.(request, response, guard))) return;
    if (console(request, response, guard)) return;
    if (aws(request, response, guard)) return;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const readme = readmeAt(path);
    if (isRead(request) && readme !== undefined) {
      request.resume();
      send(response, 200, readme, {
        ...DATA_HEADERS,
        ...{ 'content-type': 'text/plain; charset=utf-8', 'x-request-id': newRequestId() },
      });
    } else if (path === '/' && isRead(request)) {
      request.resume();
      answer(response, 200, `${JSON.stringify(status(), undefined, 2)}\n`);
    } else if (path === '/chaos' && (isRead(request) || request.method === 'DELETE')) {
      request.resume();
      void answerChaos(options, request, response);
    } else if (!traces && path.startsWith('/traces')) {
      request.resume();
      answer(response, 404, awsError('TelemetryOff', 'Telemetry is off: see OTEL_SDK_DISABLED.'));
    } else {
      request.resume();
      answer(
        response,
        404,
        awsError('UnknownOperationException', `No such operation: ${request.method} ${path}`),
      );
    }
  };
}

/** Never rejects: what a service could not do is part of the answer. */
async function answerChaos(
  { chaos, endedRules }: EngineApiOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (isRead(request)) {
    const listed = { ...(await chaos.list()), ended: endedRules() };
    return answer(response, 200, `${JSON.stringify(listed, undefined, 2)}\n`);
  }
  const problems = await chaos.endAll();
  if (problems.length === 0) send(response, 204, '', { 'x-request-id': newRequestId() });
  else answer(response, 503, awsError('ServiceUnavailable', problems.join('; ')));
}

const isRead = ({ method }: http.IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

const awsError = (type: string, message: string): string =>
  JSON.stringify({ __type: type, Type: 'User', message });

function answer(response: http.ServerResponse, status: number, body: string): void {
  const id = newRequestId();
  const ids = { 'x-amzn-requestid': id, 'x-request-id': id };
  send(response, status, body, { 'content-type': 'application/json', ...ids });
}
