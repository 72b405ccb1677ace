import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UserError } from '#shared/cli/errors';
import type { Begin, Begun } from '../keeper/messages.ts';
import type { Started } from './results.ts';

const PROGRAM = fileURLToPath(new URL('../keeper/process.ts', import.meta.url));

/**
 * Starts a process that keeps the drill and outlives this one.
 * @throws UserError where the drill cannot begin
 */
export async function startKeeper(begin: Begin): Promise<Started> {
  const child = fork(PROGRAM, [], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const failed = once(child, 'exit').then(() => {
    throw new UserError('the process of the drill ended while it began');
  });
  failed.catch(() => undefined);
  child.send(begin);
  const [event] = (await Promise.race([once(child, 'message'), failed])) as [Begun];
  child.unref();
  if (event.type === 'ready') return event.started;
  throw new (event.isUserError ? UserError : Error)(event.reason);
}
