import type { Environment } from '#shared/cli/settings';
import { askEngine, findEngine } from './running-engine.ts';
import { readEngineSettings } from './settings.ts';
import { screen } from './status-screen.ts';
import { usedMemory } from './used-memory.ts';

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Prints the status of this data folder's engine. Returns 1 if none is running. */
export async function status(env: Environment, { json }: { readonly json: boolean }): Promise<number> {
  const { dataDir } = readEngineSettings(env);
  const engine = findEngine(dataDir);
  if (!engine) {
    process.stdout.write(json ? asJson({ running: false, dataDir }) : `no engine is running on ${dataDir}\n`);
    return 1;
  }
  const { pid } = engine.process;
  const answer = engine.url === undefined ? undefined : await askEngine(engine.url);
  const memory = answer && usedMemory(answer);
  if (json)
    process.stdout.write(
      asJson({ running: true, ready: answer !== undefined, pid, dataDir, ...answer, memory }),
    );
  else if (answer) process.stdout.write(screen(answer, memory));
  else {
    const state = engine.url === undefined ? 'is still starting' : `does not answer at ${engine.url}`;
    process.stdout.write(`the engine on ${dataDir} (process ${pid}) ${state}\n`);
  }
  return 0;
}
