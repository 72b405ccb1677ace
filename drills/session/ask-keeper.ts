import { UserError } from '#shared/cli/errors';
import type { Environment } from '#shared/cli/settings';
import type { Action } from '../keeper/server.ts';
import type { Fixed, Hinted, Revealed, Submitted } from './results.ts';
import { readSession, removeSession, type SessionFile, sessionPath } from './session-file.ts';

interface Results {
  readonly hint: Hinted;
  readonly submit: Submitted;
  readonly fix: Fixed;
  readonly reveal: Revealed;
}

/**
 * Asks the keeper of the drill under way.
 * @throws UserError where there is none, or where it refuses
 */
export async function askKeeper<A extends Action>(
  action: A,
  body: object,
  env: Environment,
): Promise<Results[A]> {
  const path = sessionPath(env);
  const session = readSession(path);
  if (!session) throw new UserError('no drill is under way; npm run drill -- start begins one');
  const response = await request(session, action, body);
  if (!response) {
    removeSession(path, session.id);
    throw new UserError(
      `the process of the drill is gone; its faults end by themselves by ${session.expires_at}, or now with npm run chaos -- halt`,
    );
  }
  const answer = (await response.json()) as Results[A] & { readonly error?: string };
  if (response.ok) return answer;
  throw new UserError(answer.error ?? `the drill answered ${response.status}`);
}

/** Whether a drill is under way. */
export async function isUnderWay(path: string): Promise<boolean> {
  const session = readSession(path);
  return session !== undefined && (await request(session, '', {})) !== undefined;
}

const request = ({ port, token }: SessionFile, action: string, body: object): Promise<Response | undefined> =>
  fetch(`http://127.0.0.1:${port}/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }).catch(() => undefined);
