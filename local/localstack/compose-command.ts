import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { keysOf } from '#shared/map-values';
import { EngineError } from '../host/engine-error.ts';
import { chosenPorts, PUBLISHED } from './published-ports.ts';
import type { LocalStackSettings } from './settings.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
/** Grafana and its stores belong to the same project. */
const EVERY_SERVICE = ['--profile', 'observability'];

/** The ports chosen here count, whatever `.env` says, and so does the project's own file. */
function environment(settings: LocalStackSettings): NodeJS.ProcessEnv {
  const ports = chosenPorts(settings);
  return {
    ...process.env,
    COMPOSE_FILE: undefined,
    COMPOSE_PROFILES: undefined,
    ...Object.fromEntries(keysOf(ports).map((name) => [PUBLISHED[name].variable, String(ports[name])])),
  };
}

/** Runs `docker compose`, whose output goes to the user. @throws EngineError */
export async function compose(settings: LocalStackSettings, ...args: readonly string[]): Promise<void> {
  const child = spawn('docker', ['compose', ...args], {
    cwd: ROOT,
    env: environment(settings),
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code === 0) return;
  const command = args.find((each) => /^(up|rm|down)$/.test(each));
  throw new EngineError(`docker compose ${command} failed (exit ${code}); its output is above`);
}

export const composeAll = (settings: LocalStackSettings, ...args: readonly string[]): Promise<void> =>
  compose(settings, ...EVERY_SERVICE, ...args);

const Container = z.object({
  Service: z.string(),
  State: z.string(),
  Publishers: z
    .array(z.object({ TargetPort: z.number(), PublishedPort: z.number() }))
    .nullish()
    .transform((publishers) => publishers ?? []),
});
export type Container = z.infer<typeof Container>;

/** Lists the project's containers, those that have ended included. */
export async function listContainers(settings: LocalStackSettings): Promise<readonly Container[]> {
  const args = ['compose', ...EVERY_SERVICE, 'ps', '--all', '--format', 'json'];
  const { stdout } = await run('docker', args, { cwd: ROOT, env: environment(settings) });
  return readContainers(stdout);
}

/** Reads one JSON object a line, or the one array that Compose printed before 2.21. */
export function readContainers(text: string): readonly Container[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const parsed = trimmed.startsWith('[')
    ? JSON.parse(trimmed)
    : trimmed.split('\n').map((line) => JSON.parse(line));
  return z.array(Container).parse(parsed);
}
