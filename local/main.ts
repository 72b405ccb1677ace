import { runCommands } from '#shared/cli/commands';
import { errorText } from '#shared/cli/error-text';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import { EXIT } from '#shared/cli/program';
import { PROGRAM } from './cli/program.ts';
import { EngineError } from './host/engine-error.ts';
import { createLog } from './host/log.ts';
import { catchUncaught } from './host/uncaught.ts';

const NEEDED_NODE = 24;

/** Writes through the log, which drops lines instead of waiting for a slow reader of standard error. */
const writeError = (text: string): void => createLog('warn').error(text.trimEnd());

function checkNode(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NEEDED_NODE) return;
  const error = new EngineError(
    `this is Node ${node}, but Node ${NEEDED_NODE} is needed; start with npm (npm start), which uses the one it installed`,
  );
  writeError(errorText(error, env));
  process.exit(EXIT.failed);
}

const env = leaveForeignVariables();
checkNode();
catchUncaught((error) => {
  writeError(errorText(error, env));
  process.exit(EXIT.failed);
});
process.exit(await runCommands(PROGRAM, { env, writeError }));
