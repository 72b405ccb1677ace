import * as z from 'zod';
import { invalid } from '../fault.ts';

/** Values that ask for nothing, as clients send them by default. */
const Off = {
  StreamSpecification: z.object({ StreamEnabled: z.literal(false) }),
  SSESpecification: z.object({ Enabled: z.literal(false) }),
  TableClass: z.literal('STANDARD'),
};
const NEVER = z.array(z.unknown()).max(0);

/** Parameters of CreateTable and UpdateTable that this DynamoDB lacks, with the values that it can accept. */
const LACKING: Readonly<Record<string, z.ZodType>> = {
  ...Off,
  GlobalTableSettingsReplicationMode: z.never(),
  GlobalTableWitnessUpdates: NEVER,
  MultiRegionConsistency: z.never(),
  OnDemandThroughput: z.never(),
  ReplicaUpdates: NEVER,
  ResourcePolicy: z.never(),
  WarmThroughput: z.never(),
};

/** Refuses what would be accepted without an effect. @throws DynamoFault */
export function refuseLacking(input: Readonly<Record<string, unknown>>): void {
  for (const [name, accepted] of Object.entries(LACKING)) {
    const value = input[name];
    if (value === undefined || value === null || accepted.safeParse(value).success) continue;
    throw invalid(`${name} is a parameter that this DynamoDB does not have`);
  }
}
