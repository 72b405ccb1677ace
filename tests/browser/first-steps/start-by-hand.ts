import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { EngineStatus } from '#shared/cli/engine-status';
import { UserError } from '#shared/cli/errors';
import { PORT_NUMBERS } from '#shared/ports';

/** Where a user finds the system. */
export interface SystemUrls {
  readonly shop: string;
  readonly console: string;
}

const CONSOLE = `http://localhost:${PORT_NUMBERS.engine}`;
const SHOP = `http://localhost:${PORT_NUMBERS.gateway}`;
const QUOTED_LINES = 5;

/**
 * Runs `npm start` and waits until it says that everything is there.
 * @throws UserError with the end of its output, if it does not
 */
export async function startByHand(): Promise<AsyncDisposable & { readonly urls: SystemUrls }> {
  const child = spawn('npm', ['start'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      if (line.includes('Ctrl-C stops everything')) ready.resolve();
    });
  }
  const failed = ended.then(() => {
    throw new UserError(`npm start ended: ${lines.slice(-QUOTED_LINES).join(' | ')}`);
  });
  await Promise.race([ready.promise, failed]);
  failed.catch(() => undefined);
  const { pid } = EngineStatus.parse(await (await fetch(CONSOLE)).json());
  return {
    urls: { shop: `${SHOP}/`, console: `${CONSOLE}/` },
    async [Symbol.asyncDispose]() {
      process.kill(pid, 'SIGINT');
      await ended;
    },
  };
}
