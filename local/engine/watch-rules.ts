import type { ServiceName } from '#shared/services';
import { awsJsonClient } from '../http/aws-json.ts';
import { parameterCall } from '../services/ssm/provision-parameters.ts';
import { depthsOf } from '../telemetry/queue-depth.ts';
import type { RecentAnswers } from '../telemetry/recent-answers.ts';
import type { ChaosOfServices } from './chaos-of-services.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import { createOracleRuns } from './oracle-runs.ts';
import type { RunProgram } from './programs.ts';
import { type StopConditions, watchStopConditions } from './stop-conditions.ts';
import { stoppableRules } from './stoppable-rules.ts';

const SQS_TIMEOUT_MS = 2_000;

interface Watched {
  readonly answers: Readonly<Record<ServiceName, RecentAnswers>>;
  readonly chaos: ChaosOfServices;
  readonly programs: RunProgram;
}

/** Watches the rules that have `stop_when`, by what the engine sees of answers, queue and stores. */
export function watchRules(
  { log }: EngineHost,
  { backends }: EngineStores,
  functions: FunctionPools,
  { answers, chaos, programs }: Watched,
): StopConditions {
  const sqs = awsJsonClient('sqs', backends.urls.sqs);
  const letters = functions.variablesOf('order').RECOVERY_DLQ_URL ?? '';
  return watchStopConditions({
    rules: stoppableRules(parameterCall(backends.services.ssm), (service) => functions.variablesOf(service)),
    answers,
    async deadLetters() {
      const depths = await depthsOf(
        [{ name: 'dead letters', url: letters }],
        sqs,
        AbortSignal.timeout(SQS_TIMEOUT_MS),
      );
      return depths.length === 0 ? undefined : depths.reduce((sum, { value }) => sum + value, 0);
    },
    oracle: createOracleRuns(programs, log),
    chaos,
    log,
  });
}
