import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CORS_HEADERS } from '#shared/http/cors';

interface GatewayAnswer {
  readonly type: ResponseType;
  /** @default - API Gateway's own status */
  readonly status?: string;
  /** @default - API Gateway's own text */
  readonly detail?: string;
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers that API Gateway makes without calling a function. */
const ANSWERS: readonly GatewayAnswer[] = [
  { type: ResponseType.DEFAULT_4XX, code: 'request_refused' },
  { type: ResponseType.DEFAULT_5XX, detail: 'Internal error', code: 'internal' },
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, status: '404', detail: 'Not Found', code: 'not_found' },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: '413',
    detail: 'Request body is too large',
    code: 'body_too_large',
  },
  {
    type: ResponseType.THROTTLED,
    status: '429',
    detail: 'Too many requests',
    code: 'throttled',
    headers: { 'retry-after': "'1'" },
  },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    status: '504',
    detail: 'The call took too long',
    code: 'timeout',
  },
  { type: ResponseType.INTEGRATION_FAILURE, status: '502', detail: 'Internal error', code: 'internal' },
];

const HEADERS = {
  ...Object.fromEntries(Object.entries(CORS_HEADERS).map(([name, value]) => [name, `'${value}'`])),
  'x-request-id': 'context.requestId',
};

/** Gives API Gateway's own answers the usual form. */
export function addGatewayAnswers(api: RestApi): void {
  for (const { type, status, detail, code, headers } of ANSWERS) {
    const text = detail === undefined ? '$context.error.messageString' : JSON.stringify(detail);
    api.addGatewayResponse(type.responseType, {
      type,
      ...(status !== undefined && { statusCode: status }),
      responseHeaders: { ...HEADERS, ...headers },
      templates: {
        'application/json': `{"detail":${text},"code":"${code}","request_id":"$context.requestId"}`,
      },
    });
  }
}
