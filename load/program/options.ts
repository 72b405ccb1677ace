import * as z from 'zod';
import { JOURNEYS, type JourneyName } from '#load/journeys/journeys';
import { listOf } from '#shared/cli/list-option';
import type { Options, OptionValues } from '#shared/cli/options';
import { keysOf } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { numberAbove0, seconds, wholeNumber } from '#shared/settings/kinds';

const MOST_RATE = 100_000;
const MOST_CLIENTS = 10_000;
const DAY_SECONDS = 86_400;
const MOST_MS = 3_600_000;

/** One journey of a mix, with its weight. */
export interface Share {
  readonly name: JourneyName;
  readonly weight: number;
}

const NAMES = keysOf(JOURNEYS);

function shareOf(text: string): Share | undefined {
  const [given = '', weight = '1'] = text.split('=');
  const name = NAMES.find((each) => each === given);
  return name && /^\d+(\.\d+)?$/.test(weight) && Number(weight) > 0
    ? { name, weight: Number(weight) }
    : undefined;
}

const rate = numberAbove0({ most: MOST_RATE, unit: 'journeys a second' });
const ms = (least: number) => wholeNumber({ least, most: MOST_MS, unit: 'milliseconds' });

/** Options that make a plan; all of them may be left out. */
export const PLAN_OPTIONS = {
  rate: { value: 'N', schema: rate.optional(), help: 'journeys that begin per second (default 10)' },
  seconds: { value: 'SECONDS', schema: seconds(DAY_SECONDS).optional(), help: 'how long (default 30)' },
  shape: {
    value: 'SHAPE',
    schema: z.enum(['steady', 'ramp', 'spike', 'soak']).optional(),
    help: 'steady, ramp (from --rate to --peak), spike (--peak for the middle third) or soak (default steady)',
  },
  peak: { value: 'N', schema: rate.optional(), help: 'rate at the end of a ramp, and of a spike' },
  arrival: {
    value: 'KIND',
    schema: z.enum(['even', 'poisson']).optional(),
    help: 'distances between arrivals: even, or those of a Poisson process (default even)',
  },
  clients: {
    value: 'N',
    schema: wholeNumber({ least: 1, most: MOST_CLIENTS }).optional(),
    help: 'a closed loop: so many clients, each of which waits for its answer',
  },
  think: {
    value: 'MS',
    schema: ms(0).optional(),
    help: 'mean think time between the steps of a journey (default 0)',
  },
  mix: {
    value: 'MIX',
    schema: listOf(
      shareOf,
      `journeys with weights above 0, such as order=3,browse=7, of ${NAMES.join(', ')}`,
    ),
    help: 'journeys and their weights (default order=1)',
  },
  zipf: {
    value: 'S',
    schema: numberAbove0({ most: 10 }).optional(),
    help: "exponent of Zipf's distribution over the menus; 1 and more makes some hot (default: all alike)",
  },
  menus: { value: 'N', schema: wholeNumber({ least: 1 }).optional(), help: 'the first menus only' },
  users: {
    value: 'N',
    schema: wholeNumber({ least: 1, most: 10_000 }).optional(),
    help: 'users to sign up first (default 16)',
  },
  connections: {
    value: 'N',
    schema: wholeNumber({ least: 1, most: 20_000 }).optional(),
    help: 'the most connections; requests wait for one (default: as many as there are requests)',
  },
  'max-in-flight': {
    value: 'N',
    schema: wholeNumber({ least: 1, most: 20_000 }).optional(),
    help: 'requests under way from which on journeys are dropped (default 1000)',
  },
  timeout: {
    value: 'MS',
    schema: ms(1).optional(),
    help: 'how long a client waits for its answer (default 30000)',
  },
  retries: {
    value: 'N',
    schema: wholeNumber({ most: 20 }).optional(),
    help: 'how often an order in doubt is sent again, under the same key (default 0)',
  },
  limit: {
    value: 'MS',
    schema: ms(0).optional(),
    help: 'latency that matters: the generator may be late by a tenth of it (default: by 20 ms)',
  },
  chaos: {
    value: 'RULES',
    schema: z.string().min(1).optional(),
    help: 'x-chaos of each request: rules, or a preset',
  },
} as const satisfies Options;

export const OPTIONS = {
  url: {
    value: 'URL',
    schema: z.url({ protocol: /^https?$/, error: 'the address of a gateway' }).optional(),
    help: `the gateway to load, such as http://localhost:${PORT_NUMBERS.gateway} (default: the services of the running engine)`,
  },
  ...PLAN_OPTIONS,
  seed: {
    value: 'N',
    schema: wholeNumber().optional(),
    help: 'seed of everything that is drawn (default 1)',
  },
  plan: {
    value: 'FILE',
    schema: z.string().optional(),
    help: 'a plan as JSON (docs/load.md), in place of these options',
  },
  history: {
    value: 'FILE',
    schema: z.string().optional(),
    help: 'write every attempt to order or cancel, as JSON lines',
  },
  json: { help: 'print the result as JSON, and nothing else' },
} as const satisfies Options;

export type PlanValues = OptionValues<typeof PLAN_OPTIONS>;
export type LoadOptions = OptionValues<typeof OPTIONS>;
