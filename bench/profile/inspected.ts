import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Variables of functions whose processes can be inspected, each at a free port of this machine. */
export const INSPECTABLE = { NODE_OPTIONS: '--inspect-port=127.0.0.1:0' };

const LISTENS = /Debugger listening on (ws:\S+)/g;
const LOOK_EVERY_MS = 50;
const GIVE_UP_MS = 10_000;

/** The inspector of a process that runs. */
export interface Inspected extends Disposable {
  call<T>(method: string, params?: object): Promise<T>;
}

/**
 * Opens the inspector of a process of {@link INSPECTABLE}.
 * @param logFile takes what the process prints
 * @throws Error if the process does not open it
 */
export async function inspect(pid: number, logFile: string): Promise<Inspected> {
  const before = addressesIn(logFile).length;
  process.kill(pid, 'SIGUSR1');
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const address = addressesIn(logFile)[before];
    if (address !== undefined) return connect(address);
    if (Date.now() > deadline) throw new Error(`process ${pid} opened no inspector; see ${logFile}`);
    await sleep(LOOK_EVERY_MS);
  }
}

const addressesIn = (logFile: string): string[] =>
  [...readFileSync(logFile, 'utf8').matchAll(LISTENS)].map(([, address = '']) => address);

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

async function connect(address: string): Promise<Inspected> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  const lose = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the process ended while it was profiled'));
  };
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result, error }: Reply = JSON.parse(String(data));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  socket.addEventListener('close', lose);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`nothing answers at ${address}`)));
  });
  return {
    call<T>(method: string, params: object = {}): Promise<T> {
      const id = ++calls;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(id, asked);
      socket.send(JSON.stringify({ id, method, params }));
      return asked.promise as Promise<T>;
    },
    [Symbol.dispose]: () => socket.close(),
  };
}
