import { setStage } from '../endpoints.ts';
import { LIMITS } from '../limits.ts';
import type { System } from '../system.ts';
import { CHECKED_ROWS } from './rows.ts';
import { openTurns, type Turns } from './turn.ts';

const CONNECTIONS = 8;

/** A limit, and how much of it is a turn. */
interface Part {
  readonly row: string;
  readonly connections: number;
  readonly answers: number;
}

/** What the reference consists of. One connection to the row that is locked: how long others wait for it is chance. */
const REFERENCE: readonly Part[] = [
  { row: 'empty-handler', connections: CONNECTIONS, answers: 1_500 },
  { row: 'lock-update', connections: 1, answers: 400 },
];

/** Shows how fast the machine and its memory are; a turn takes about a second. */
const HASHES: Part = { row: 'password-hash', connections: CONNECTIONS, answers: 50 };

export interface Opened extends AsyncDisposable {
  readonly reference: readonly Turns[];
  readonly rows: readonly Turns[];
}

/** Opens the reference and every row, or those that are named, each warm. */
export async function openAll(system: System, folder: string, only?: readonly string[]): Promise<Opened> {
  await using stack = new AsyncDisposableStack();
  const reference: Turns[] = [];
  for (const part of REFERENCE) reference.push(stack.use(await openLimit(part, system, folder)));
  const stage = await setStage(system.urls);
  const rows: Turns[] = [];
  for (const { endpoint, answers } of CHECKED_ROWS) {
    const { row, service, expect } = endpoint;
    if (only && !only.includes(row)) continue;
    const requests = await endpoint.requests(stage, 0);
    const work = { kind: 'http', url: system.urls[service], requests, expect } as const;
    const plan = { connections: CONNECTIONS, work };
    rows.push(stack.use(await openTurns({ row, plan, rootPid: system.pid, answers })));
  }
  const moved = stack.move();
  return { reference, rows, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

/** Opens a server that hashes a password for each answer. */
export const openHashes = (system: System, folder: string): Promise<Turns> =>
  openLimit(HASHES, system, folder);

async function openLimit(
  { row, connections, answers }: Part,
  system: System,
  folder: string,
): Promise<Turns> {
  const limit = LIMITS.find((each) => each.row === row);
  if (!limit) throw new Error(`there is no row ${row}`);
  await using stack = new AsyncDisposableStack();
  const { work, rootPid } = stack.use(await limit.open(system, folder));
  const turns = stack.use(await openTurns({ row, plan: { connections, work }, rootPid, answers }));
  const moved = stack.move();
  return { ...turns, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}
