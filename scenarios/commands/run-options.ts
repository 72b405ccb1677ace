import * as z from 'zod';
import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { keysOf } from '#shared/map-values';
import { wholeNumber } from '#shared/settings/kinds';

const MOST_FAULT_SECONDS = 7_200;
const MOST_SEED = 2 ** 31 - 1;

/** Options of each command that runs scenarios. */
export const RUN_OPTIONS = {
  target: {
    value: 'TARGET',
    schema: z.string().default('engine'),
    help: 'engine starts a system of its own (default); localstack, or the address of an engine, takes the one that runs',
  },
  seed: {
    value: 'N',
    schema: wholeNumber({ most: MOST_SEED }).prefault('1'),
    help: 'of arrivals and faults: the same seed meets the same hits (default 1)',
  },
} as const;

/** Options of runs that watch alerts. */
export const ALERT_OPTIONS = {
  fault: {
    value: 'SECONDS',
    schema: wholeNumber({ least: 1, most: MOST_FAULT_SECONDS, unit: 'seconds' }).optional(),
    help: "length of the fault phase in place of the scenario's, since alerts need minutes",
  },
  prometheus: {
    value: 'URL',
    schema: z
      .url({ protocol: /^https?$/, error: 'the address of a Prometheus, such as http://localhost:9090' })
      .transform((text) => new URL(text))
      .optional(),
    help: 'reads there which alerts fired, and holds them against what the scenario says of alerts',
  },
} as const;

const protections = keysOf(PROTECTIONS);
const [first = 'row_lock', ...others] = protections;

export const UNPROTECTED = {
  value: 'NAME',
  schema: z.enum([first, ...others] as [ProtectionName, ...ProtectionName[]]).optional(),
  help: `switches one protection off, so that the run must fail, and the stores of a running target stay wrong (npm run reset): ${protections.join(', ')}`,
} as const;
