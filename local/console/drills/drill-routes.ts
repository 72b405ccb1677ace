import type { ServerResponse } from 'node:http';
import type { DrillWords } from '#shared/console/drill';
import type { Point } from '#shared/faults/points/point';
import { SERVICE_NAMES } from '#shared/services';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs } from '../read-values-as.ts';
import type { DrillRun } from './drill-run.ts';
import { FixBody, StartBody, SubmitBody } from './drill-wish.ts';

interface Busy {
  readonly isRunning: boolean;
}

/**
 * Starts a drill, takes what its trainee names, and ends it. Each is answered at once; what came of it is in the frames.
 * @param others what would be counted as the drill's own
 */
export function drillRoutes(
  drill: DrillRun,
  points: () => readonly Point[],
  others: { readonly load: Busy; readonly scenario: Busy },
): readonly ConsoleRoute[] {
  /** @returns whether the call was refused */
  const refuses = (response: ServerResponse): boolean => {
    const why = drill.isBusy
      ? 'The drill is at work; wait until it is done.'
      : drill.isUnderWay
        ? undefined
        : 'No drill is under way here; start one.';
    if (why !== undefined) refuseCall(response, 409, why);
    return why !== undefined;
  };
  const accept = (response: ServerResponse): void => sendAsJson(response, 202, {});
  return [
    {
      method: 'GET',
      path: /^drill\/words$/,
      handle: async ({ response }) => sendAsJson(response, 200, await wordsFor(points())),
    },
    {
      method: 'POST',
      path: /^drill$/,
      handle({ response, body }) {
        const wish = readBodyAs(StartBody, body, response);
        if (!wish) return;
        const { level, ...values } = wish;
        if (drill.isUnderWay || drill.isBusy) {
          refuseCall(response, 409, 'A drill is under way; mend it, or give it up.');
        } else if (others.load.isRunning || others.scenario.isRunning) {
          refuseCall(
            response,
            409,
            'A load or a scenario is running, beside which no drill is judged; stop it first.',
          );
        } else {
          drill.start(level, values);
          accept(response);
        }
      },
    },
    {
      method: 'POST',
      path: /^drill\/hint$/,
      handle({ response }) {
        if (refuses(response)) return;
        drill.hint();
        accept(response);
      },
    },
    {
      method: 'POST',
      path: /^drill\/submit$/,
      handle({ response, body }) {
        const wish = readBodyAs(SubmitBody, body, response);
        if (!wish || refuses(response)) return;
        drill.submit(JSON.parse(JSON.stringify(wish)));
        accept(response);
      },
    },
    {
      method: 'POST',
      path: /^drill\/fix$/,
      handle({ response, body }) {
        const wish = readBodyAs(FixBody, body, response);
        if (!wish || refuses(response)) return;
        drill.fix(wish.remedy);
        accept(response);
      },
    },
    {
      method: 'DELETE',
      path: /^drill$/,
      handle({ response }) {
        if (refuses(response)) return;
        drill.reveal();
        accept(response);
      },
    },
  ];
}

async function wordsFor(points: readonly Point[]): Promise<DrillWords> {
  const [{ LEVELS }, { REMEDIES }, { MECHANISMS }] = await Promise.all([
    import('#drills/drill'),
    import('#drills/remedies'),
    import('#scenarios/mechanism'),
  ]);
  return {
    levels: LEVELS,
    services: SERVICE_NAMES,
    points: points.map(({ name }) => name).sort(),
    mechanisms: MECHANISMS,
    remedies: REMEDIES,
  };
}
