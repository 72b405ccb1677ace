import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { ENGINE_KEY_HEADER } from '#shared/cli/engine-key';
import { LOCAL_IDENTITY } from '../http/aws-json.ts';
import { readBody } from '../http/body.ts';
import type { RequestHandler } from '../http/boundary.ts';
import { type Exchange, passOn } from '../http/pass-on.ts';
import { type AwsError, type Protocol, sendAwsError } from './aws-error.ts';
import { credentialScope } from './credential-scope.ts';
import { createLambdaApi, type LambdaFunctions } from './lambda/lambda-api.ts';
import { mayBeQuery, queriedService, queryParameters } from './query-call.ts';
import { answerSts } from './sts.ts';

/** The stores that AWS clients call, by the name in the credential scope. */
export type AwsStore = 'dynamodb' | 'sqs' | 'ssm';

export interface AwsEndpointOptions {
  readonly functions: LambdaFunctions;
  /** Returns where a store takes calls. A store of the engine's own process has taken its calls before. */
  addressOf(store: AwsStore): string;
}

/** Answers calls of AWS clients. Returns false for a request that none of them sends. */
export type AwsEndpoint = (...call: Parameters<RequestHandler>) => boolean;

const STORE_OF_TARGET: Readonly<Record<string, AwsStore>> = {
  AmazonSSM: 'ssm',
  AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
};
const STS_TARGET = 'AWSSecurityTokenServiceV20110615';
const JSON_TYPE = /^application\/x-amz-json-1\.[01]/;
const TARGET = /^(\w+)\.(\w+)$/;
const FORWARDED = 'x-engine-forwarded';
const CREDENTIAL = /Credential=.+?\/(\d{8})\/[\w-]+\//;
const DROPPED: ReadonlySet<string> = new Set([
  ...['authorization', 'origin', 'x-forwarded-host', ENGINE_KEY_HEADER],
]);

/**
 * Serves everything that AWS's own tools send to one address: SSM, SQS and DynamoDB by target, SQS and STS by form,
 * Lambda by path. What it does not have gets the error of AWS in the protocol of the client.
 */
export function createAwsEndpoint({ functions, addressOf }: AwsEndpointOptions): AwsEndpoint {
  const agent = new http.Agent({ keepAlive: true });
  const lambda = createLambdaApi(functions);

  function forward(exchange: Exchange, store: AwsStore, protocol: Protocol, body?: Buffer): void {
    const { request, response } = exchange;
    const unreachable = (): void =>
      sendAwsError(response, protocol, {
        ...{ status: 503, code: 'ServiceUnavailable', message: `${store} does not answer` },
        contentType: jsonTypeOf(request),
      });
    // a variable such as SQS_ENDPOINT may lead back here
    if (FORWARDED in request.headers) {
      request.resume();
      unreachable();
      return;
    }
    passOn(exchange, {
      origin: new URL(addressOf(store)),
      agent,
      isDropped: (name) => DROPPED.has(name) || name.startsWith('access-control-'),
      headers: [
        ...['x-forwarded-host', request.headers.host ?? '', FORWARDED, '1'],
        ...ownAuthorization(request),
      ],
      ...(body && { body }),
      unreachable,
    });
  }

  function takeTarget(exchange: Exchange, target: string): void {
    const { request, response } = exchange;
    const [, prefix = '', action = ''] = TARGET.exec(target) ?? [];
    const store = Object.hasOwn(STORE_OF_TARGET, prefix) ? STORE_OF_TARGET[prefix] : undefined;
    const contentType = jsonTypeOf(request);
    if (request.method === 'POST' && store) {
      forward(exchange, store, 'json');
      return;
    }
    request.resume();
    if (request.method === 'POST' && prefix === STS_TARGET)
      answerSts(response, { action, protocol: 'json', wantsJson: true, contentType });
    else sendAwsError(response, 'json', { ...unknownOperation(target), contentType });
  }

  function takeQuery(exchange: Exchange, body: Buffer | undefined): void {
    const { request, response } = exchange;
    if (!body) {
      const message = 'The request is larger than 6 MB.';
      sendAwsError(response, 'query', { status: 413, code: 'RequestEntityTooLarge', message });
      return;
    }
    const parameters = queryParameters(request, body.toString());
    const [action, version] = [parameters.get('Action'), parameters.get('Version')];
    const service = queriedService(request, parameters);
    if (action === null)
      sendAwsError(response, 'query', { status: 400, code: 'MissingAction', message: 'Missing Action' });
    else if (service === 'sqs') forward(exchange, 'sqs', 'query', body);
    else if (service === 'sts')
      answerSts(response, {
        action,
        protocol: 'query',
        wantsJson: /\bjson\b/.test(request.headers.accept ?? ''),
      });
    else {
      const message = `Could not find operation ${action} for version ${version}: the engine has SSM, SQS, DynamoDB, Lambda and STS.`;
      sendAwsError(response, 'query', { status: 400, code: 'InvalidAction', message });
    }
  }

  return (request, response, guard) => {
    const exchange = { request, response, guard };
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') takeTarget(exchange, target);
    else if (lambda(exchange)) return true;
    else if (mayBeQuery(request)) {
      readBody(
        request,
        guard((body) => takeQuery(exchange, body)),
      );
    } else return refuseOthers(request, response);
    return true;
  };
}

const unknownOperation = (what: string): AwsError => ({
  ...{ status: 400, code: 'UnknownOperationException' },
  message: `The engine has no ${what}: it has SSM, SQS, DynamoDB, Lambda and STS.`,
});

/** Replaces access key and region, by which some stores keep data apart: callers share what the functions have. */
function ownAuthorization({ headers: { authorization } }: IncomingMessage): string[] {
  const { accessKeyId, region } = LOCAL_IDENTITY;
  const own = `Credential=${accessKeyId}/$1/${region}/`;
  return authorization === undefined ? [] : ['authorization', authorization.replace(CREDENTIAL, own)];
}

/** The JSON type that a client sent, which its answer has too. */
function jsonTypeOf({ headers }: IncomingMessage): string {
  return JSON_TYPE.exec(headers['content-type'] ?? '')?.[0] ?? 'application/json';
}

/** Refuses a call of another service of AWS, in its protocol. Returns false for a request of no AWS client. */
function refuseOthers(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = '/', headers } = request;
  const service = credentialScope(request)?.service;
  const isCbor = headers['smithy-protocol'] === 'rpc-v2-cbor';
  if (service === undefined && !isCbor) return false;
  request.resume();
  const error = unknownOperation(`${method} ${url.split('?', 1)[0]} of ${service ?? 'this service'}`);
  if (isCbor) sendAwsError(response, 'cbor', { ...error, status: 404 });
  else if (service?.startsWith('s3'))
    sendAwsError(response, 's3', { ...error, status: 405, code: 'MethodNotAllowed' });
  else sendAwsError(response, 'rest-json', { ...error, status: 404 });
  return true;
}
