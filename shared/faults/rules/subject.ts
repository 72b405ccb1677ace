import type { APIGatewayProxyEvent } from 'aws-lambda';

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

interface OrderBody {
  readonly items?: readonly { readonly menu_id?: number }[];
  readonly reservation_id?: number;
}

/** Nothing has been checked yet: what is not there or malformed matches nothing. */
export function requestSubject(event: APIGatewayProxyEvent, isCold: boolean): Subject {
  const body = (): OrderBody => parsed(event.body) ?? {};
  const { order_id, reservation_id, menu_id } = event.pathParameters ?? {};
  return {
    route: event.resource,
    method: event.httpMethod,
    isCold,
    header: (name) => event.headers[name.toLowerCase()],
    userId: () => userIdIn(event.headers.authorization),
    orderId: () => numberIn(order_id ?? reservation_id) ?? body().reservation_id,
    menuIds: () => {
      const inPath = numberIn(menu_id);
      const inBody = (body().items ?? []).flatMap(({ menu_id: id }) => (id === undefined ? [] : [id]));
      return inPath === undefined ? inBody : [inPath];
    },
  };
}

/** @param body of the message, as JSON */
export function messageSubject(body: string, isCold: boolean): Subject {
  const orderId = parsed<{ readonly order_id?: number }>(body)?.order_id;
  return {
    isCold,
    header: () => undefined,
    userId: () => undefined,
    orderId: () => orderId,
    menuIds: () => [],
  };
}

const numberIn = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

/** The id of the user in a token's payload, whose signature the shell checks later. */
function userIdIn(authorization: string | undefined): number | undefined {
  const payload = authorization?.split('.')[1];
  if (payload === undefined) return undefined;
  return parsed<{ readonly user_id?: number }>(Buffer.from(payload, 'base64url').toString())?.user_id;
}

function parsed<T>(text: string | null): T | undefined {
  try {
    return JSON.parse(text ?? '') as T;
  } catch {
    return undefined;
  }
}
