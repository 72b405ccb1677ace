import * as z from 'zod';
import { newRequestId } from '#local/http/request-id';
import { send } from '#local/http/send';
import type { ListedScenario, ScenariosBody } from '#shared/console/scenarios';
import { wholeNumber } from '#shared/settings/kinds';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs, readQueryAs } from '../read-values-as.ts';
import { CONSOLE_HEADERS } from '../security-headers.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { SUMMARIES_IN_KOREAN } from './summaries-in-korean.ts';

/** A report permits its own script and style by itself, and is kept apart from the console. */
const REPORT_HEADERS = { ...CONSOLE_HEADERS, 'content-security-policy': 'sandbox allow-scripts' };

const StartBody = z.object({ name: z.string() });
/** Milliseconds since 1970: what a run had printed by then, in place of now. */
const Query = z.strictObject({ until: wholeNumber({ unit: 'milliseconds since 1970' }).optional() });

interface Others {
  readonly load: { readonly isRunning: boolean };
  readonly drill: { readonly isUnderWay: boolean };
}

/**
 * Lists, starts and ends scenarios.
 * @param others what a scenario would count as its own
 */
export const scenarioRoutes = (run: ScenarioRun, others: Others): readonly ConsoleRoute[] => [
  {
    method: 'GET',
    path: /^scenarios$/,
    async handle({ request, response }) {
      const query = readQueryAs(Query, request, response);
      if (!query) return;
      const body = query.until === undefined ? run.body : run.bodyAt(query.until);
      sendAsJson(response, 200, {
        scenarios: await listed(),
        ...(body && { run: body }),
      } satisfies ScenariosBody);
    },
  },
  {
    method: 'POST',
    path: /^scenarios$/,
    async handle({ response, body }) {
      const wish = readBodyAs(StartBody, body, response);
      if (!wish) return;
      const names = (await listed()).map(({ name }) => name);
      if (!names.includes(wish.name)) {
        refuseCall(response, 422, `name is "${wish.name}", allowed: ${names.join(', ')}`);
      } else if (run.isRunning) {
        refuseCall(response, 409, 'A scenario is running; end it first.');
      } else if (others.load.isRunning) {
        refuseCall(
          response,
          409,
          'A load is running, which a scenario would count as its own; stop it first.',
        );
      } else if (others.drill.isUnderWay) {
        refuseCall(
          response,
          409,
          'A drill is under way, whose load a scenario would count as its own; mend it, or give it up.',
        );
      } else {
        run.start(wish.name);
        sendAsJson(response, 202, { run: run.body });
      }
    },
  },
  {
    method: 'DELETE',
    path: /^scenarios$/,
    handle({ response }) {
      if (!run.isRunning) {
        refuseCall(response, 409, 'No scenario is running.');
        return;
      }
      run.stop();
      sendAsJson(response, 202, { run: run.body });
    },
  },
  {
    method: 'GET',
    path: /^scenarios\/report\.html$/,
    async handle({ response }) {
      const page = await run.report();
      if (page === undefined) {
        refuseCall(response, 404, 'No scenario that was started here has a report yet.');
        return;
      }
      send(response, 200, page, {
        ...{ ...REPORT_HEADERS, 'content-type': 'text/html; charset=utf-8' },
        'x-request-id': newRequestId(),
      });
    },
  },
];

async function listed(): Promise<readonly ListedScenario[]> {
  const { SCENARIOS } = await import('#scenarios/catalog/all');
  return SCENARIOS.map(({ name, summary }) => ({
    name,
    summary: { en: summary, ko: SUMMARIES_IN_KOREAN[name] ?? summary },
  }));
}
