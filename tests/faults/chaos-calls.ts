import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, send } from '#tests/support/api/client';

const LOOK_EVERY_MS = 100;
/** Faults never act on these routes, but a machine that does much else may be slow to start their functions. */
const ANSWERED_WITHIN_MS = 60_000;

/** @throws Error for a refusal, and where no good answer comes in time */
async function answered(
  method: string,
  url: string,
  good: readonly number[],
  json?: object,
): Promise<Answer> {
  const untilMs = performance.now() + ANSWERED_WITHIN_MS;
  while (true) {
    const answer = await send(method, url, json && { json });
    if (good.includes(answer.status)) return answer;
    if (answer.status < 500 || performance.now() > untilMs)
      throw new Error(`${method} ${url} ${JSON.stringify(json)}: ${answer.status} ${answer.text}`);
    await sleep(LOOK_EVERY_MS);
  }
}

export async function putRule(url: string, rule: object): Promise<void> {
  await answered('PUT', url, [200], rule);
}

export async function endRule(url: string): Promise<void> {
  await answered('DELETE', url, [204, 404]);
}

/** Waits for the first hit, at most for this long. */
export async function hitsOf(url: string, withinMs: number): Promise<number> {
  const untilMs = performance.now() + withinMs;
  while (true) {
    const { body } = await answered('GET', url.replace(/\/[^/]+$/, ''), [200]);
    const hits: number = body.rules.find(({ id }: { id: string }) => url.endsWith(`/${id}`))?.hits ?? 0;
    if (hits > 0 || performance.now() >= untilMs) return hits;
    await sleep(LOOK_EVERY_MS);
  }
}
