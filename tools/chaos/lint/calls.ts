import { CUT_VALUES, VALUE_LENGTH } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { TracedSpan } from './invocations.ts';

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Methods that HTTP allows to repeat. */
const REPEATABLE_METHODS = new Set(['PUT', 'DELETE', ...READING_METHODS]);
const READING = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'GET', 'MGET', 'PING']);
/** Writes that set a whole value: the second of two equal ones changes nothing. */
const SETTING = new Set(['PutItem', 'DeleteItem', 'SET', 'SET GET', 'DEL']);

/** Whether a call only reads, by the protocol that it uses. */
export function isRead({ attributes }: TracedSpan): boolean {
  const operation = attributes[ATTRIBUTE.dbOperation];
  if (operation === 'SELECT') return attributes[ATTRIBUTE.dbProcedure] === undefined;
  return (
    READING.has(String(operation)) ||
    READING_METHODS.has(String(attributes[ATTRIBUTE.httpMethod])) ||
    /^SSM\/Get/.test(String(attributes[ATTRIBUTE.rpcMethod]))
  );
}

/** Whether the protocol itself makes a second call harmless; a POST, an update and a message have to see to it themselves. */
export const isRepeatable = (call: TracedSpan): boolean =>
  isRead(call) ||
  SETTING.has(String(call.attributes[ATTRIBUTE.dbOperation])) ||
  REPEATABLE_METHODS.has(String(call.attributes[ATTRIBUTE.httpMethod]));

/** The store, queue or service that a call goes to. */
export const targetOf = ({ attributes }: TracedSpan): string =>
  [
    ATTRIBUTE.peerService,
    ATTRIBUTE.dbSystem,
    // Functions in PostgreSQL touch tables that their spans do not name.
    ...(attributes[ATTRIBUTE.dbSystem] === 'postgresql' ? [] : [ATTRIBUTE.dbCollection]),
    ATTRIBUTE.messagingDestination,
    ATTRIBUTE.rpcMethod,
  ]
    .map((name) => attributes[name] ?? '')
    .join(' ');

/** The values of an attribute that {@link valuesOf} wrote; undefined where they are not all known. */
export function knownValues(
  { attributes }: TracedSpan,
  name: typeof ATTRIBUTE.callArguments | typeof ATTRIBUTE.callAnswer,
): readonly string[] | undefined {
  const text = attributes[name];
  if (typeof text !== 'string' || text.endsWith(CUT_VALUES)) return undefined;
  return Array.from({ length: text.length / VALUE_LENGTH }, (_, at) =>
    text.slice(at * VALUE_LENGTH, (at + 1) * VALUE_LENGTH),
  );
}

/** Says which call this is, its arguments included; undefined where they are not all known. */
export function identityOf(call: TracedSpan): string | undefined {
  const given = knownValues(call, ATTRIBUTE.callArguments);
  return given && [call.parentSpanId, call.name, targetOf(call), ...given].join(' ');
}

export const isFailed = ({ status }: TracedSpan): boolean => status.code === 'ERROR';
