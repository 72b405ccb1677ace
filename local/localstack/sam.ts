import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#shared/cli/settings';
import { writeFileAtomic } from '#shared/files/atomic-file';
import { localStackFolder, parameterDefaults } from '#stacks/parameter-defaults';
import { readEvent } from '../cli/event-file.ts';
import { findOnPath } from '../host/binaries.ts';
import { EngineError } from '../host/engine-error.ts';
import { REGION } from '../runtime/variables.ts';
import { findFunction } from './find-function.ts';
import { environmentOfSam, RESOURCE, samTemplate } from './sam-template.ts';

/** Network of the services in docker-compose.yml. */
const NETWORK = 'food-delivery_default';
const IDENTITY = { SAM_CLI_TELEMETRY: '0', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const EVENTS = join(import.meta.dirname, '..', '..', 'events');

export interface SamCall {
  readonly name: string;
  /** @default the function's own event in events/ */
  readonly file?: string | undefined;
  /** Options of `sam local invoke`. */
  readonly options: readonly string[];
}

/** Runs one function in a container by `sam local invoke`, beside the containers of docker-compose.yml. */
export async function sam(env: Environment, { name, file, options }: SamCall): Promise<number> {
  const program = findOnPath('sam');
  if (!program)
    throw new EngineError('sam is not on PATH; install it, for example with: pip install aws-sam-cli');
  const folder = join(localStackFolder(env), 'sam');
  await mkdir(folder, { recursive: true });
  const functionModel = await findFunction(name, join(folder, 'cdk.out'));
  const event = await readEvent(file ?? join(EVENTS, `${functionModel.key}.json`), env);
  const template = samTemplate(functionModel, parameterDefaults(env));
  await writeFileAtomic(join(folder, 'event.json'), event);
  await writeFileAtomic(join(folder, 'template.json'), JSON.stringify(template, undefined, 2));
  const files = ['--template', join(folder, 'template.json'), '--event', join(folder, 'event.json')];
  const network = options.includes('--docker-network') ? [] : ['--docker-network', NETWORK];
  const child = spawn(
    program,
    ['local', 'invoke', RESOURCE, ...files, '--region', REGION, ...network, ...options],
    { stdio: 'inherit', env: { ...environmentOfSam(template), ...IDENTITY } },
  );
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
