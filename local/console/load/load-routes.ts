import { UsageError } from '#shared/cli/errors';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs } from '../read-values-as.ts';
import type { LoadControl } from './load-control.ts';
import { LEVEL_BODY, LoadWishBody } from './load-wish.ts';

const NOT_RUNNING = 'No load is running.';

/** What judges the system by the load that it drives itself. */
export interface Judges {
  readonly scenario: { readonly isRunning: boolean };
  readonly drill: { readonly isUnderWay: boolean };
  /** What was started elsewhere, such as in a terminal, and has the system for itself. */
  readonly holder: () => Promise<string | undefined>;
}

/**
 * Starts, changes and stops the load.
 * @param others what would count the load as its own
 */
export const loadRoutes = (load: LoadControl, others: Judges): readonly ConsoleRoute[] => [
  {
    method: 'POST',
    path: /^load$/,
    async handle({ response, body }) {
      const wish = readBodyAs(LoadWishBody, body, response);
      if (!wish) return;
      if (load.isRunning) {
        refuseCall(response, 409, 'A load is running; stop it first.');
        return;
      }
      const judge = await judgeOf(others);
      if (judge !== undefined) {
        refuseCall(response, 409, `${judge}, which would count this load as its own; end it first.`);
        return;
      }
      try {
        await load.start(wish);
        sendAsJson(response, 202, load.read(Date.now()));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        refuseCall(response, 422, error.message);
      }
    },
  },
  {
    method: 'PUT',
    path: /^load$/,
    handle({ response, body }) {
      const { kind } = load;
      if (!load.isRunning || !kind) {
        refuseCall(response, 409, NOT_RUNNING);
        return;
      }
      const wish = readBodyAs(LEVEL_BODY[kind], body, response);
      if (!wish) return;
      load.setLevel(wish.level);
      sendAsJson(response, 200, load.read(Date.now()));
    },
  },
  {
    method: 'DELETE',
    path: /^load$/,
    handle({ response }) {
      if (!load.isRunning) {
        refuseCall(response, 409, NOT_RUNNING);
        return;
      }
      load.stop();
      sendAsJson(response, 202, load.read(Date.now()));
    },
  },
];

async function judgeOf({ scenario, drill, holder }: Judges): Promise<string | undefined> {
  if (scenario.isRunning) return 'A scenario is running';
  if (drill.isUnderWay) return 'A drill is under way';
  const what = await holder();
  return what && `${what.charAt(0).toUpperCase()}${what.slice(1)} is under way`;
}
