import * as z from 'zod';
import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { keysOf } from '#shared/map-values';
import { wholeNumber } from '#shared/settings/kinds';

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

const protections = keysOf(PROTECTIONS);
const [first = 'row_lock', ...others] = protections;

export const UNPROTECTED = {
  value: 'NAME',
  schema: z.enum([first, ...others] as [ProtectionName, ...ProtectionName[]]).optional(),
  help: `switches one protection off, so that the run must fail: ${protections.join(', ')}`,
} as const;
