import { signal } from '@preact/signals';
import { messageOf } from '#shared/error-message';
import { panel } from './page-state.ts';
import { NoAnswer, reach } from './reach.ts';
import { connection } from './store.ts';

/** Why the last command was refused; empty where it was not. */
export const refusal = signal('');
/** Whether the last command was not answered at all. */
let isUnanswered = false;

const forget = (): void => {
  refusal.value = '';
  isUnanswered = false;
};
// it was about what another panel shows
panel.subscribe(forget);
connection.subscribe((state) => {
  if (state === 'live' && isUnanswered) forget();
});

interface Problem {
  readonly detail?: string | readonly { readonly loc: readonly (string | number)[]; readonly msg: string }[];
  readonly Message?: string;
  readonly message?: string;
}

type Method = 'PUT' | 'POST' | 'DELETE';

/** Sends a command to the engine. @returns whether it was carried out; otherwise {@link refusal} has the reason */
export const command = async (method: Method, path: string, body?: object): Promise<boolean> =>
  (await sent(method, path, body)) !== undefined;

/** Sends a command that is answered with JSON. @returns undefined where it was refused */
export async function ask<Answer>(method: Method, path: string, body?: object): Promise<Answer | undefined> {
  const answer = await sent(method, path, body);
  return answer && ((await answer.json()) as Answer);
}

async function sent(method: Method, path: string, body?: object): Promise<Response | undefined> {
  forget();
  try {
    const answer = await reach(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer;
    refusal.value = reasonIn(await answer.text(), answer.status);
  } catch (error) {
    isUnanswered = error instanceof NoAnswer;
    refusal.value = messageOf(error);
  }
  return undefined;
}

function reasonIn(text: string, status: number): string {
  try {
    const { detail, message } = JSON.parse(text) as Problem;
    if (typeof detail === 'string') return detail;
    if (detail) return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
    return message ?? `${status}`;
  } catch {
    return `${status} ${text.slice(0, 200)}`;
  }
}

/** Ends all faults of all services. */
export const haltAll = (): Promise<boolean> => command('DELETE', '/chaos');
