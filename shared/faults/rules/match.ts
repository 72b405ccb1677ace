import * as z from 'zod';
import { globPattern } from '../points/glob.ts';
import type { Subject } from './subject.ts';

/** The first environment that meets a rule, and each `one_in`-th after it. */
export const OfEnvironment = z.strictObject({ one_in: z.int().positive() });

/** An id of the system, as far as rules name it. */
const Id = z.int({ error: 'Must be a whole number' });

/** What else must be true of a call, all of it. */
export const Match = z.strictObject({
  /** Template of the path, such as `/orders/{order_id}`; `*` stands for any characters. */
  route: z.string().optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  /** A header's name in any case, with its value. */
  header: z.record(z.string(), z.string()).optional(),
  user_id: Id.optional(),
  menu_id: Id.optional(),
  order_id: Id.optional(),
  /** Number of the try, from 1; for a message the number of its deliveries. */
  attempt: z.int().positive().optional(),
  /** Whether it is the first invocation of its environment. */
  cold: z.boolean().optional(),
  /** The same ones as long as the rule is on. */
  environment: OfEnvironment.optional(),
});
export type Match = z.infer<typeof Match>;

/**
 * Whether a call is meant, as far as it shows itself; which environment it is in is counted elsewhere.
 * @param args arguments of the port's method, which may name an order
 */
export function matches(match: Match, subject: Subject, attempt: number, args: readonly unknown[]): boolean {
  const { route, method, header, user_id, menu_id, order_id, cold } = match;
  if (match.attempt !== undefined && match.attempt !== attempt) return false;
  if (cold !== undefined && cold !== subject.isCold) return false;
  if (method !== undefined && method !== subject.method) return false;
  if (route !== undefined && !globPattern(route).test(subject.route ?? '')) return false;
  if (user_id !== undefined && user_id !== subject.userId()) return false;
  if (order_id !== undefined && order_id !== (subject.orderId() ?? args.find(isNumber))) return false;
  if (menu_id !== undefined && !subject.menuIds().includes(menu_id)) return false;
  return Object.entries(header ?? {}).every(([name, value]) => subject.header(name) === value);
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
