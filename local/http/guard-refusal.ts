import type { IncomingMessage } from 'node:http';
import { hasKey, isFromNetwork } from './network-key.ts';
import { pageRefusal } from './page-guard.ts';
import { REFUSALS, type Refusal } from './refusal.ts';

/**
 * Guards ports outside the API under test. Calls of this machine pass unless a web page of another origin sends them;
 * calls of other machines need the key.
 * @returns undefined for a request that passes
 */
export function guardRefusal(request: IncomingMessage, networkKey: string | undefined): Refusal | undefined {
  if (networkKey !== undefined && isFromNetwork(request)) {
    return hasKey(request, networkKey) ? undefined : REFUSALS.key;
  }
  const detail = pageRefusal(request);
  return detail === undefined ? undefined : { ...REFUSALS.page, detail };
}
