import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { CHAOS_KEY_HEADER, isChaosPath, opensSwitches, refuseChaos } from '#shared/faults/chaos-key';
import { loadCatalog } from '#shared/faults/load-catalog';
import { handlerPoint } from '#shared/faults/points/point';
import type { ActiveRule } from '#shared/faults/rules/active-rule';
import { requestSubject } from '#shared/faults/rules/subject';
import { DelayQuery } from './fields.ts';
import { parsePart } from './parse.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import type { Shell } from './shell.ts';

const NONE: readonly ActiveRule[] = [];

type Work = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Guards chaos routes. On every other route, lets faults act around the rest of the shell. */
export function faultEntry(route: Route, shell: Shell, work: Work): Work {
  const { switches, faults, chaosKey } = shell;
  const mayInject = ({ headers }: APIGatewayProxyEvent): boolean =>
    opensSwitches(headers[CHAOS_KEY_HEADER], chaosKey);
  let isCold = true;

  function guardSwitches(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
    refuseChaos(switches.enabled, mayInject(event));
    return work(event, context);
  }
  async function enterFaults(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
    if (!faults.enabled) return work(event, context);
    await faults.refresh();
    const rules = mayInject(event) ? await rulesOfRequest(route, event) : NONE;
    const wasCold = isCold;
    isCold = false;
    if (!faults.mayAct(rules)) return work(event, context);
    const scope = {
      requestId: requestIdOf(event, context.awsRequestId),
      subject: requestSubject(event, wasCold),
      rules,
      attempt: 1,
      switches: route.faults ?? [],
    };
    // Parsing replaces the body, so a request that is done twice begins with a copy each time.
    return faults.enter(handlerPoint(faults.service), scope, () => work({ ...event }, context));
  }
  return isChaosPath(route.path) ? guardSwitches : enterFaults;
}

/** Reads the faults that a request brings for itself: `?delay=`. */
async function rulesOfRequest(
  { faults }: Route,
  { queryStringParameters }: APIGatewayProxyEvent,
): Promise<readonly ActiveRule[]> {
  // Most requests have none, so it is looked at before the schema parses it.
  if (queryStringParameters?.delay === undefined || !faults?.includes('query_delay')) return NONE;
  const { delay = 0 } = parsePart('query', DelayQuery, queryStringParameters);
  const { queryDelayRule } = await loadCatalog();
  return [queryDelayRule(delay)];
}
