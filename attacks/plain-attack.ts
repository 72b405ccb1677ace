import { type Draw, drawOne } from './attack.ts';
import { broken } from './broken-request.ts';
import { type RequestParts, requestOf } from './request.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdMethod, weirdTarget } from './weird-targets.ts';

/** Plain HTTP around one good request. */
export function plainAttack(good: RequestParts): Draw {
  return (random) => {
    const step = drawOne(random, [
      [3, () => requestOf({ ...good, target: weirdTarget(random) })],
      [2, () => requestOf({ ...good, method: weirdMethod(random) })],
      [2, () => requestOf({ ...good, headers: [...(good.headers ?? []), ...weirdHeaders(random)] })],
      [3, () => broken(random, requestOf(good))],
    ])();
    return { kind: 'plain HTTP', steps: [step] };
  };
}
