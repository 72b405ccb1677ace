import type { IncomingMessage } from 'node:http';
import { hasKey } from './network-key.ts';
import { pageRefusal } from './page-guard.ts';
import { REFUSALS, type Refusal } from './refusal.ts';

/**
 * Guards ports outside the API under test. A port that other machines reach asks every call for the key, those of this
 * machine too: a tunnel or a proxy makes them look alike. At other ports, calls of this machine pass unless a web page of
 * another origin sends them.
 * @returns undefined for a request that passes
 */
export function guardRefusal(request: IncomingMessage, networkKey: string | undefined): Refusal | undefined {
  if (networkKey !== undefined) return hasKey(request, networkKey) ? undefined : REFUSALS.key;
  const detail = pageRefusal(request);
  return detail === undefined ? undefined : { ...REFUSALS.page, detail };
}
