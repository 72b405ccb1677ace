import type { HistoryWriter } from '#load/history/history-writer';
import type { Random } from '#simulation/random';
import type { Account, Identity } from './account.ts';
import type { Caller } from './caller.ts';

/** How orders are sent again. */
export interface Retries {
  readonly most: number;
  readonly backoff_ms: number;
}

/** One client's visit: what its calls need beside the caller. */
export interface Visit {
  readonly caller: Caller;
  readonly random: Random;
  /** Undefined for journeys that need no user. */
  readonly account: Account | undefined;
  readonly retries: Retries;
  readonly hasIdempotencyKeys: boolean;
  readonly history: HistoryWriter | undefined;
  pickMenu(): number;
  newIdentity(): Identity;
  /**
   * Waits; the next request is due at the end.
   * @throws JourneyLeft where the load ends first
   */
  pause(ms: number): Promise<void>;
  readonly thinkMs: number;
}

/** The load ended while a client was thinking. */
export class JourneyLeft extends Error {
  override readonly name = 'JourneyLeft';
}

/** From half of the mean to one and a half of it. */
export const around = (meanMs: number, random: Random): number => meanMs * (0.5 + random.next());

/** Headers of a call by the visit's user. */
export const authorised = ({ account }: Visit): Readonly<Record<string, string>> =>
  account ? { authorization: `Bearer ${account.token}` } : {};

const UNAUTHENTICATED = 401;
/** Lets the user log in again where its token was refused. */
export function noteRefusal({ account }: Visit, status: number | undefined): void {
  if (status === UNAUTHENTICATED) account?.refused();
}
