const ACCEPTED = /^[\w.-]{1,128}$/;

interface WithRequestContext {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly requestContext?: { readonly requestId?: string };
}

/** The caller's `x-request-id` if it is a plain one, else the gateway's, else the invocation's. */
export function requestIdOf(event: WithRequestContext, awsRequestId: string): string {
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (name.toLowerCase() === 'x-request-id' && value !== undefined && ACCEPTED.test(value)) return value;
  }
  return event.requestContext?.requestId ?? awsRequestId;
}
