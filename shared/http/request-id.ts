const HEADER = 'x-request-id';
/** Form of a caller's request id that is accepted. */
export const REQUEST_ID_PATTERN = /^[\w.-]{1,128}$/;

interface WithRequestContext {
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext?: { readonly requestId?: string };
}

/** The caller's `x-request-id` if it is a plain one, else the gateway's, else the invocation's. */
export function requestIdOf(event: WithRequestContext, awsRequestId: string): string {
  const asked = event.headers?.[HEADER];
  if (asked !== undefined && REQUEST_ID_PATTERN.test(asked)) return asked;
  return event.requestContext?.requestId ?? awsRequestId;
}
