import type { LoadCommand, LoadEvent } from '#load/messages';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { type RunControls, runPlan } from './run.ts';

// The process of a load. It ends with its parent.
let controls: RunControls | undefined;
let isStopped = false;

const send = (event: LoadEvent): void => {
  process.send?.(event);
};

process.on('message', (command: LoadCommand) => {
  if (command.type === 'begin') void begin(command);
  if (command.type === 'level') controls?.setLevel(command.level);
  if (command.type === 'mark') controls?.mark(command.name);
  if (command.type === 'stop') {
    isStopped = true;
    controls?.stop();
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C is for the parent, which stops the load in order
process.on('SIGINT', () => undefined);

async function begin({ plan }: Extract<LoadCommand, { readonly type: 'begin' }>): Promise<void> {
  try {
    const result = await runPlan(plan, {
      started(given, startedAtMs) {
        controls = given;
        send({ type: 'started', startedAtMs });
        if (isStopped) controls.stop();
      },
      second: (sample) => send({ type: 'second', sample }),
    });
    send({ type: 'result', result });
  } catch (error) {
    send({ type: 'failed', reason: messageOf(error), isUserError: error instanceof UserError });
  }
}
