import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { identityOf, isFailed, isRepeatable } from './calls.ts';
import { type Invocation, isBefore, type TracedSpan } from './invocations.ts';
import type { Lint, Sighting } from './lint.ts';

export const unsafeRetry: Lint = {
  name: 'unsafe-retry',
  about: 'a retry of a call that its protocol does not allow to repeat, such as a POST or a message',
  why: 'the failed try may have done its work, which is then done twice',
  find: (invocations) => invocations.flatMap(retriesIn),
};

function retriesIn({ traceId, calls }: Invocation): readonly Sighting[] {
  return calls
    .filter((call) => !isRepeatable(call) && isRetry(call, calls))
    .map(({ name, attributes }) => ({
      traceId,
      spans: [name],
      what: `tried again after a failure, a ${operationOf(attributes)}`,
    }));
}

/** A try counted by the client, or an equal call after one that failed. */
function isRetry(call: TracedSpan, calls: readonly TracedSpan[]): boolean {
  if (Number(call.attributes[ATTRIBUTE.httpResendCount] ?? 0) > 0) return true;
  const identity = identityOf(call);
  return (
    identity !== undefined &&
    calls.some((other) => isFailed(other) && isBefore(other, call) && identityOf(other) === identity)
  );
}

const operationOf = (attributes: TracedSpan['attributes']): string =>
  String(
    attributes[ATTRIBUTE.httpMethod] ??
      attributes[ATTRIBUTE.dbProcedure] ??
      attributes[ATTRIBUTE.dbOperation] ??
      attributes[ATTRIBUTE.rpcMethod] ??
      'message',
  );
