import type { APIGatewayProxyEvent } from 'aws-lambda';
import { valueAt } from '#shared/value-at';

/** What a rule can match of the request or message under way. Read only where a rule asks for it. */
export interface Subject {
  readonly route?: string | undefined;
  readonly method?: string | undefined;
  readonly isCold: boolean;
  header(name: string): string | undefined;
  userId(): number | undefined;
  orderId(): number | undefined;
  menuIds(): readonly number[];
}

/** Nothing has been checked yet: what is not there or malformed matches nothing. */
export function requestSubject(event: APIGatewayProxyEvent, isCold: boolean): Subject {
  const inBody = (name: string): unknown => valueAt(parsed(event.body), [name]);
  const { order_id, reservation_id, menu_id } = event.pathParameters ?? {};
  return {
    route: event.resource,
    method: event.httpMethod,
    isCold,
    header: (name) => event.headers[name.toLowerCase()],
    userId: () => userIdIn(event.headers.authorization),
    orderId: () => numberFrom(order_id ?? reservation_id) ?? numberFrom(inBody('reservation_id')),
    menuIds() {
      const items = inBody('items');
      const lines = Array.isArray(items) ? items : [];
      const ids = menu_id === undefined ? lines.map((line) => valueAt(line, ['menu_id'])) : [menu_id];
      return ids.map(numberFrom).filter((id) => id !== undefined);
    },
  };
}

/** @param body of the message, as JSON */
export function messageSubject(body: string, isCold: boolean): Subject {
  return {
    isCold,
    header: () => undefined,
    userId: () => undefined,
    orderId: () => numberFrom(valueAt(parsed(body), ['order_id'])),
    menuIds: () => [],
  };
}

/** A number or, as the endpoints take it too, a whole number in text. */
function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** The id of the user in a token's payload, whose signature the shell checks later. */
function userIdIn(authorization: string | undefined): number | undefined {
  const payload = authorization?.split('.')[1];
  if (payload === undefined) return undefined;
  return numberFrom(valueAt(parsed(Buffer.from(payload, 'base64url').toString()), ['user_id']));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
