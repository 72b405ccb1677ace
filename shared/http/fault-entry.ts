import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { CHAOS_KEY_HEADER, isChaosPath, opensSwitches, refuseChaos } from '#shared/faults/chaos-key';
import { loadCatalog } from '#shared/faults/load-catalog';
import { handlerPoint, shellPoints } from '#shared/faults/points/point';
import type { ActiveRule } from '#shared/faults/rules/active-rule';
import { requestSubject } from '#shared/faults/rules/subject';
import { baggageMember } from '#shared/telemetry/baggage';
import { ATTEMPT_HEADER, RULES_MEMBER } from '#shared/telemetry/propagation';
import { type CarriedRules, withCarried } from '#shared/telemetry/request-context';
import { DelayQuery } from './fields.ts';
import { parsePart } from './parse.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import { RULES_HEADER } from './rules-header.ts';
import type { Shell } from './shell.ts';

/** What a request brings for itself. */
interface Brought {
  readonly rules: readonly ActiveRule[];
  readonly carriedRules?: CarriedRules | undefined;
  readonly attempt: number;
}

const NOTHING: Brought = { rules: [], attempt: 1 };

type Work = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Guards chaos routes. On every other route, lets faults act around the rest of the shell. */
export function faultEntry(route: Route, shell: Shell, work: Work): Work {
  const { switches, faults, chaosKey } = shell;
  const mayInject = ({ headers }: APIGatewayProxyEvent): boolean =>
    opensSwitches(headers[CHAOS_KEY_HEADER], chaosKey);
  let isCold = true;
  // Consumers are functions of their own, so each service is taken to have some.
  const here = () => ({
    service: faults.service,
    points: [...shellPoints(faults.service, true), ...faults.points()],
  });

  function guardSwitches(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
    refuseChaos(switches.enabled, mayInject(event));
    return work(event, context);
  }
  async function enterFaults(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
    if (!faults.enabled) return work(event, context);
    await faults.refresh();
    const brought = mayBring(event) ? await broughtBy(event) : NOTHING;
    const wasCold = isCold;
    isCold = false;
    if (!faults.mayAct(brought.rules)) {
      return brought === NOTHING ? work(event, context) : withCarried(brought, () => work(event, context));
    }
    const scope = {
      requestId: requestIdOf(event, context.awsRequestId),
      subject: requestSubject(event, wasCold),
      rules: brought.rules,
      attempt: brought.attempt,
      switches: route.faults ?? [],
    };
    // Parsing replaces the body, so a request that is done twice begins with a copy each time.
    const workOnCopy = () => work({ ...event }, context);
    return withCarried(brought, () => faults.enter(handlerPoint(faults.service), scope, workOnCopy));
  }
  /**
   * Reads `x-chaos`, or else the member of `baggage` that another service of ours sends. Without the key, the header is
   * refused; baggage and `?delay=`, which may be there for another purpose, are ignored.
   */
  async function broughtBy(event: APIGatewayProxyEvent): Promise<Brought> {
    const { [RULES_HEADER]: text, baggage, [ATTEMPT_HEADER]: tries } = event.headers;
    const attempt = attemptIn(tries);
    const isAllowed = mayInject(event);
    if (text !== undefined) refuseChaos(true, isAllowed);
    if (!isAllowed) return { ...NOTHING, attempt };
    const delay = await delayRules(route, event);
    const member = text === undefined ? baggageMember(baggage, RULES_MEMBER) : undefined;
    if (text === undefined && member === undefined) return { rules: delay, attempt };
    const { headerRules, memberRules } = await loadCatalog();
    const read = text === undefined ? memberRules(member ?? '') : headerRules(text, here());
    if ('violations' in read) throw new AppError('validation_failed', 'Invalid header', read);
    const headers = chaosKey === undefined ? {} : { [CHAOS_KEY_HEADER]: chaosKey };
    return { rules: [...delay, ...read.rules], carriedRules: { member: read.member, headers }, attempt };
  }
  return isChaosPath(route.path) ? guardSwitches : enterFaults;
}

/** Most requests bring nothing, and cost no more than this. */
const mayBring = ({ headers, queryStringParameters }: APIGatewayProxyEvent): boolean =>
  headers[RULES_HEADER] !== undefined ||
  headers.baggage !== undefined ||
  headers[ATTEMPT_HEADER] !== undefined ||
  queryStringParameters?.delay !== undefined;

const attemptIn = (text: string | undefined): number =>
  /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : 1;

/** Reads `?delay=`. */
async function delayRules(
  { faults }: Route,
  { queryStringParameters }: APIGatewayProxyEvent,
): Promise<readonly ActiveRule[]> {
  if (queryStringParameters?.delay === undefined || !faults?.includes('query_delay')) return [];
  const { delay = 0 } = parsePart('query', DelayQuery, queryStringParameters);
  const { queryDelayRule } = await loadCatalog();
  return [queryDelayRule(delay)];
}
