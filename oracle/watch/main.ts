// Judges whenever its parent sends a message, in a process of its own that keeps its connections, and ends with its parent.
import '#shared/cli/quiet-libraries';
import { constants, setPriority } from 'node:os';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import type { Stores } from '#oracle/stores/connect';
import { openStores } from '#oracle/stores/open-stores';
import type { Judged } from '#shared/console/conservation';
import { messageOf } from '#shared/error-message';
import { conservationOf } from './conservation-of.ts';

// what serves goes first
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** A copy is read: what is not meant for the stores of the engine is taken out of the environment. */
let stores: Promise<Stores> | undefined;

async function judged(): Promise<Judged> {
  const beganMs = performance.now();
  try {
    stores ??= openStores({ ...process.env });
    const verdict = await judge(await stores, { bounds: DEFAULT_BOUNDS, settleMs: 0 });
    return { conservation: conservationOf(verdict, performance.now() - beganMs) };
  } catch (error) {
    stores = undefined;
    return { problem: messageOf(error) };
  }
}

process.on('message', () => void judged().then((answer) => process.send?.(answer)));
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined); // Ctrl-C is for the parent
