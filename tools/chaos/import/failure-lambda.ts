import * as z from 'zod';
import type { Technology } from '#shared/faults/points/point';
import {
  type ForeignFormat,
  type Imported,
  type ImportedRule,
  type ImportTarget,
  idFrom,
  isObject,
  type LeftOut,
  percentageOf,
} from './foreign-format.ts';
import { portsVia } from './points-via.ts';

const text = z.string().optional();
const number = z.number().optional();
const Condition = z.looseObject({ path: z.string(), operator: text, value: z.unknown().optional() });
const Flag = z.looseObject({
  enabled: z.boolean(),
  percentage: z.number().min(0).max(100).default(100),
  match: z.array(Condition).default([]),
  min_latency: number,
  max_latency: number,
  exception_msg: text,
  status_code: number,
  deny_list: z.array(z.string()).default([]),
  timeout_buffer_ms: number,
  body: text,
});
type Flag = z.infer<typeof Flag>;
const MODES = [
  'latency',
  'timeout',
  'exception',
  'statuscode',
  'diskspace',
  'denylist',
  'corruption',
] as const;
type ForeignMode = (typeof MODES)[number];
const Flags = z.partialRecord(z.enum(MODES), Flag);

/** Of the versions before 1. */
const Old = z.looseObject({
  isEnabled: z.boolean(),
  failureMode: z.enum(MODES),
  rate: z.number().min(0).max(1).default(1),
  minLatency: number,
  maxLatency: number,
  exceptionMsg: text,
  statusCode: number,
  denylist: z.array(z.string()).default([]),
});

export const failureLambda: ForeignFormat = {
  name: 'a configuration of failure-lambda',
  recognises: (file) =>
    isObject(file) &&
    (('isEnabled' in file && 'failureMode' in file) ||
      MODES.some((mode) => isObject(file[mode]) && 'enabled' in file[mode])),
  read(file, target) {
    const flags = isObject(file) && 'isEnabled' in file ? flagsOf(Old.parse(file)) : Flags.parse(file);
    const read = Object.entries(flags)
      .filter(([, { enabled }]) => enabled)
      .map(([mode, flag]) => readFlag(mode as ForeignMode, flag, target));
    return { rules: read.flatMap(({ rules }) => rules), left: read.flatMap(({ left }) => left) };
  },
};

function flagsOf(old: z.infer<typeof Old>): z.infer<typeof Flags> {
  const { isEnabled, failureMode, rate, minLatency, maxLatency, exceptionMsg, statusCode, denylist } = old;
  const flag: Flag = {
    enabled: isEnabled,
    percentage: rate * 100,
    match: [],
    min_latency: minLatency,
    max_latency: maxLatency,
    exception_msg: exceptionMsg,
    status_code: statusCode,
    deny_list: denylist,
  };
  return { [failureMode]: flag };
}

function readFlag(mode: ForeignMode, flag: Flag, target: ImportTarget): Imported {
  const conditions = flag.match.map(matchOf);
  const unkept = conditions.flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (unkept.length > 0) {
    const why = `no rule can ask for ${unkept.join(', ')}, and without it more calls would be hit`;
    return { rules: [], left: [{ what: mode, why }] };
  }
  const match = merged(conditions.filter((each) => typeof each !== 'string'));
  const common = { ...percentageOf(flag.percentage), ...(match && { match }) };
  const { rules, left } = EFFECTS[mode](flag, target);
  return {
    rules: rules.map(({ id, rule }) => ({ id, rule: { ...rule, ...common } })),
    left: left.map(({ what, why }) => ({ what: what ? `${mode}.${what}` : mode, why })),
  };
}

type Effect = (flag: Flag, target: ImportTarget) => Imported;

const one = (mode: ForeignMode, rule: ImportedRule['rule'], left: readonly LeftOut[] = []): Imported => ({
  rules: [{ id: idFrom('failure-lambda', mode), rule }],
  left,
});
const none = (why: string): Imported => ({ rules: [], left: [{ what: '', why }] });

const EFFECTS: Readonly<Record<ForeignMode, Effect>> = {
  latency({ min_latency = 0, max_latency = min_latency }, { handler }) {
    const time =
      min_latency >= max_latency ? { ms: min_latency } : { min_ms: min_latency, max_ms: max_latency };
    return one('latency', { point: handler, mode: 'latency', ...time });
  },
  timeout({ timeout_buffer_ms }, { handler }) {
    const why = 'the rule keeps back its own time for the answer, and the call fails instead of going on';
    const left = timeout_buffer_ms === undefined ? [] : [{ what: 'timeout_buffer_ms', why }];
    return one('timeout', { point: handler, mode: 'timeout' }, left);
  },
  exception({ exception_msg }, { handler }) {
    const left =
      exception_msg === undefined
        ? []
        : [{ what: 'exception_msg', why: 'an injected error has a text of its own' }];
    return one('exception', { point: handler, mode: 'exception' }, left);
  },
  statuscode({ status_code = 0 }, { handler }) {
    if (status_code < 400 || status_code > 599) return none(`a rule answers 400 to 599, not ${status_code}`);
    return one('statuscode', { point: handler, mode: 'status', status: status_code });
  },
  diskspace: () => none('no rule fills the disk of the machine'),
  corruption({ body }, { handler }) {
    const why = 'the answer keeps its own text and is garbled';
    const left = body === undefined ? [] : [{ what: 'body', why }];
    return one('corruption', { point: handler, mode: 'corrupt_body', kind: 'garbled' }, left);
  },
  denylist: ({ deny_list }, { points, handler }) => {
    const read = deny_list.map((pattern) => portsBehind(pattern, points));
    const ports = [...new Set(read.flatMap((each) => (typeof each === 'string' ? [] : each)))].filter(
      (port) => handler.startsWith('*') || port.startsWith(handler.replace(/handler$/, '')),
    );
    return {
      rules: ports.map((point) => ({
        id: idFrom('failure-lambda-denylist', point.replace('.*', '')),
        rule: { point, mode: 'exception' },
      })),
      left: read.flatMap((each, at) =>
        typeof each === 'string' ? [{ what: `deny_list "${deny_list[at]}"`, why: each }] : [],
      ),
    };
  },
};

/** Hosts that the adapters connect to. */
const HOSTS: Readonly<Record<string, Technology>> = {
  'dynamodb.us-east-1.amazonaws.com': 'dynamodb',
  'sqs.us-east-1.amazonaws.com': 'sqs',
};

/** The ports that cannot work while hosts of this pattern are denied, or why there is none. */
function portsBehind(pattern: string, points: ImportTarget['points']): readonly string[] | string {
  let denied: RegExp;
  try {
    denied = new RegExp(pattern);
  } catch {
    return 'it is no regular expression';
  }
  const technologies = Object.entries(HOSTS).flatMap(([host, each]) => (denied.test(host) ? [each] : []));
  if (technologies.length === 0)
    return `no adapter connects there; ${Object.keys(HOSTS).join(', ')} can be denied`;
  return technologies.flatMap((technology) => portsVia(points, technology));
}

type Match = Readonly<Record<string, unknown>>;

const METHOD = /^(requestContext\.(http\.method|httpMethod)|httpMethod)$/;
const ROUTE = /^(resource|requestContext\.resourcePath)$/;

/** The condition as a rule has it, or its text where no rule can. */
function matchOf({ path, operator = 'eq', value }: z.infer<typeof Condition>): Match | string {
  const asText = `${path} ${operator} ${JSON.stringify(value) ?? ''}`.trim();
  if (typeof value !== 'string') return asText;
  if (operator === 'eq' && METHOD.test(path)) return { method: value };
  if (operator === 'eq' && ROUTE.test(path)) return { route: value };
  if (operator === 'startsWith' && ROUTE.test(path) && !value.includes('*')) return { route: `${value}*` };
  const [, header] = /^headers\.([\w-]+)$/.exec(path) ?? [];
  return operator === 'eq' && header !== undefined ? { header: { [header]: value } } : asText;
}

function merged(conditions: readonly Match[]): Match | undefined {
  if (conditions.length === 0) return undefined;
  const headers = Object.assign({}, ...conditions.map(({ header }) => header));
  return Object.assign({}, ...conditions, Object.keys(headers).length > 0 && { header: headers });
}
