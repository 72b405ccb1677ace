import * as z from 'zod';
import type { Technology } from '#shared/faults/points/point';
import {
  type ForeignFormat,
  type Imported,
  type ImportTarget,
  idFrom,
  isObject,
  type LeftOut,
  percentageOf,
} from './foreign-format.ts';
import { mixedVia, portsVia, servicesFor } from './points-via.ts';

const Fault = z.strictObject({
  service: z.string().optional(),
  region: z.string().optional(),
  operation: z.string().optional(),
  probability: z.number().min(0).max(1).default(1),
  error: z
    .object({ statusCode: z.int().default(503), code: z.string().optional() })
    .default({ statusCode: 503 }),
});
type Fault = z.infer<typeof Fault>;
const MEMBERS = Object.keys(Fault.shape);

export const localstack: ForeignFormat = {
  name: 'a list of faults of LocalStack',
  recognises: (file) =>
    Array.isArray(file) &&
    file.length > 0 &&
    file.every((each) => isObject(each) && Object.keys(each).every((name) => MEMBERS.includes(name))),
  read(file, target) {
    const read = z
      .array(Fault)
      .parse(file)
      .map((fault, at) => readFault(fault, at + 1, target));
    return { rules: read.flatMap(({ rules }) => rules), left: read.flatMap(({ left }) => left) };
  },
};

type Draft = Omit<Imported['rules'][number], 'id'>;
interface Drafts {
  readonly drafts: readonly Draft[];
  readonly left: readonly LeftOut[];
}

function readFault(fault: Fault, number: number, target: ImportTarget): Imported {
  const { service, region, operation, probability } = fault;
  const what = [`rule ${number}`, service, operation].filter(Boolean).join(' ');
  const leave = (why: string): Imported => ({ rules: [], left: [{ what, why }] });
  if (region !== undefined && region !== target.region)
    return leave(`this system is in ${target.region}, not in ${region}`);
  const effects =
    service === undefined ? [EFFECTS.dynamodb, EFFECTS.sqs, EFFECTS.lambda] : [EFFECTS[service]];
  const read = effects.map((effect) => effect?.(fault, target));
  if (read.some((each) => each === undefined)) {
    return leave(`only ${Object.keys(EFFECTS).join(', ')} can fail here, not ${service}`);
  }
  const drafts = read.flatMap((each) => each?.drafts ?? []);
  return {
    rules: drafts.map(({ rule }, at) => ({
      id: idFrom('localstack', number, ...(drafts.length > 1 ? [at + 1] : []), service ?? 'aws'),
      rule: { ...rule, ...percentageOf(probability * 100) },
    })),
    left: read.flatMap((each) => each?.left ?? []).map(({ why }) => ({ what, why })),
  };
}

/** Errors of DynamoDB that a mode of its own raises below the retries of the SDK. */
const DYNAMODB_MODES: Readonly<Record<string, string>> = {
  ThrottlingException: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  RequestLimitExceeded: 'throttled',
  ConditionalCheckFailedException: 'conditional_conflict',
  TransactionCanceledException: 'transaction_cancelled',
};

const EFFECTS: Readonly<Record<string, (fault: Fault, target: ImportTarget) => Drafts>> = {
  dynamodb({ operation, error: { code } }, { points }) {
    const mode = DYNAMODB_MODES[code ?? ''];
    const left = operation === undefined ? [] : [cannotName(operation, 'DynamoDB')];
    if (mode) return { drafts: below(points, mode), left };
    const mixed = mixedVia(points, 'dynamodb');
    const why = `${mixed.join(', ')} ${mixed.length === 1 ? 'answers' : 'answer'} from a cache too, and no rule fails what lies behind alone`;
    return {
      drafts: failing(points, 'dynamodb'),
      left: mixed.length === 0 ? left : [...left, { what: '', why }],
    };
  },
  sqs({ operation }, { points }) {
    if (operation !== undefined && !/^SendMessage/.test(operation)) {
      return {
        drafts: [],
        left: [
          { what: '', why: 'only sending is a call of the services; the platform receives and deletes' },
        ],
      };
    }
    return { drafts: below(points, 'send_fails'), left: [] };
  },
  ssm: () => ({
    drafts: [],
    left: [{ what: '', why: 'no point calls SSM; the services read their faults there' }],
  }),
  lambda({ operation, error: { statusCode } }, { handler }) {
    if (operation !== undefined && !/^Invoke/.test(operation)) {
      return { drafts: [], left: [{ what: '', why: `nothing here calls ${operation}; Invoke can fail` }] };
    }
    if (statusCode < 400 || statusCode > 599) {
      return { drafts: [], left: [{ what: '', why: `a rule answers 400 to 599, not ${statusCode}` }] };
    }
    return {
      drafts: [
        { rule: { point: handler, mode: 'status', status: statusCode } },
        { rule: { point: 'order.consumer', mode: 'exception' } },
      ],
      left: [],
    };
  },
};

/** A mode of the client, at each try of every port that uses it. */
const below = (points: ImportTarget['points'], mode: string): Draft[] =>
  servicesFor(points, mode).map((service) => ({ rule: { point: `${service}.*`, mode } }));

const failing = (points: ImportTarget['points'], technology: Technology): Draft[] =>
  portsVia(points, technology).map((point) => ({ rule: { point, mode: 'exception' } }));

const cannotName = (operation: string, store: string): LeftOut => ({
  what: '',
  why: `no rule names one operation: it acts on every call to ${store}, not on ${operation} alone`,
});
