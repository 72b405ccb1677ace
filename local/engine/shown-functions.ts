import type { ShownQueue } from '#shared/console/functions';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { FunctionsOptions } from '../console/functions/function-routes.ts';
import { awsJsonClient } from '../http/aws-json.ts';
import { depthsOf } from '../telemetry/queue-depth.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import type { RunProgram } from './programs.ts';

const REDRIVE = 'tools/redrive.ts';
const SQS_TIMEOUT_MS = 2_000;

/** What the console shows of functions and queues, and what it does with them. */
export function shownFunctions(
  { model, addresses, backends }: EngineStores,
  functions: FunctionPools,
  runProgram: RunProgram,
): FunctionsOptions {
  const sqs = awsJsonClient('sqs', backends.urls.sqs);
  const queues = model.resources('AWS::SQS::Queue').map(({ name, logicalId }) => ({
    name,
    url: addresses[logicalId]?.url ?? '',
  }));
  return {
    pools: functions.byKey,
    async queues() {
      const depths = await depthsOf(queues, sqs, AbortSignal.timeout(SQS_TIMEOUT_MS));
      const byQueue = Map.groupBy(depths, ({ attributes }) =>
        String(attributes[ATTRIBUTE.messagingDestination]),
      );
      return [...byQueue].map(([name, found]): ShownQueue => {
        const count = (state: string): number =>
          found.find(({ attributes }) => attributes[ATTRIBUTE.queueState] === state)?.value ?? 0;
        return { name, visible: count('visible'), in_flight: count('in_flight'), delayed: count('delayed') };
      });
    },
    async redrive(dryRun) {
      const { stdout, stderr } = await runProgram(REDRIVE, dryRun ? ['--dry-run'] : []);
      if (stdout === '') throw new Error(stderr.trim() || `${REDRIVE} printed nothing`);
      return stdout;
    },
  };
}
