import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import { defineProgram } from '#shared/cli/program';
import { writeToTerminal } from '#shared/cli/progress';
import { runProgram } from '#shared/cli/run';
import { readStackSettings } from './settings.ts';
import { verifyStack } from './verify.ts';

const PROGRAM = defineProgram({
  command: 'npm run verify:stack',
  about: 'Places orders and checks that their telemetry arrives in the running observability stack.',
  notes: `Exit code: 0 all of it arrives, 1 a check failed, 2 a variable is wrong.
Variables: STACK_HOST USER_PORT RESTAURANT_PORT ORDER_PORT OTLP_HTTP_PORT TEMPO_PORT LOKI_PORT PROMETHEUS_PORT
GRAFANA_PORT GRAFANA_USER GRAFANA_PASSWORD VERIFY_SECONDS`,
  run: (_, env) =>
    verifyStack(readStackSettings(env), (line) => process.stdout.write(`${line}\n`), writeToTerminal),
});

process.exitCode = await runProgram(PROGRAM, { env: leaveForeignVariables() });
