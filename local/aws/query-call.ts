import type { IncomingMessage } from 'node:http';
import { credentialScope } from './credential-scope.ts';

/** The versions by which the query protocol names SQS and STS. */
const SERVICES_BY_VERSION: ReadonlyMap<string, string> = new Map([
  ['2012-11-05', 'sqs'],
  ['2011-06-15', 'sts'],
]);
const QUEUE_PATH = /^\/\d{12}\/[\w.-]+\/?(?:\?|$)/;
const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Returns whether a request may be of the query protocol: a form at `/` or at a queue, or an Action in the query. */
export function mayBeQuery(request: IncomingMessage): boolean {
  const { method, headers, url = '' } = request;
  if (method !== 'POST') return /[?&]Action=/.test(url);
  return FORM.test(headers['content-type'] ?? '') && (/^\/(?:\?|$)/.test(url) || QUEUE_PATH.test(url));
}

/** The parameters of a call of the query protocol. */
export function queryParameters({ url = '' }: IncomingMessage, body: string): URLSearchParams {
  const parameters = new URLSearchParams(url.split('?', 2)[1] ?? '');
  for (const [name, value] of new URLSearchParams(body)) parameters.append(name, value);
  return parameters;
}

/** Returns the service of a call: the one it was signed for, that of its version, or SQS at the path of a queue. */
export function queriedService(request: IncomingMessage, parameters: URLSearchParams): string | undefined {
  return (
    credentialScope(request)?.service ??
    SERVICES_BY_VERSION.get(parameters.get('Version') ?? '') ??
    (QUEUE_PATH.test(request.url ?? '') ? 'sqs' : undefined)
  );
}
