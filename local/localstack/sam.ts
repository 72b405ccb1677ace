import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#shared/cli/settings';
import { localStackFolder, parameterDefaults } from '#stacks/parameter-defaults';
import { readEvent } from '../cli/event-file.ts';
import { writeFileAtomic } from '../host/atomic-file.ts';
import { findOnPath } from '../host/binaries.ts';
import { EngineError } from '../host/engine-error.ts';
import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { type Deployment, type FunctionModel, readModel } from '../template/model.ts';
import { synthesise } from '../template/synthesis.ts';

/** Network of the services in docker-compose.yml. */
const NETWORK = 'food-delivery_default';
const LOCALSTACK = 'http://localstack:4566';
const RESOURCE = 'Function';
const MS_PER_SECOND = 1_000;
const IDENTITY = { SAM_CLI_TELEMETRY: '0', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const EVENTS = join(import.meta.dirname, '..', '..', 'events');

export interface SamCall {
  readonly name: string;
  /** @default the function's own event in events/ */
  readonly file?: string | undefined;
  /** Options of `sam local invoke`. */
  readonly options: readonly string[];
}

/**
 * Runs one function in a container by `sam local invoke`, beside the containers of docker-compose.yml.
 */
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

/** Environment of sam without the template's variables: a variable of this shell would override the template. */
function environmentOfSam({ Resources }: ReturnType<typeof samTemplate>): NodeJS.ProcessEnv {
  const declared = Object.keys(Resources[RESOURCE].Properties.Environment.Variables);
  return { ...process.env, ...Object.fromEntries(declared.map((name) => [name, undefined])) };
}

async function findFunction(name: string, outdir: string): Promise<FunctionModel> {
  const { functions } = readModel(await synthesise(outdir, new AbortController().signal), RESOURCE_TYPES);
  const found = functions.filter(({ key }) => key === name || key.endsWith(`/${name}`));
  const [only, another] = found;
  if (only && !another) return only;
  const names = (found.length > 0 ? found : functions).map(({ key }) => key).join(', ');
  throw new EngineError(`there is ${only ? 'more than one' : 'no'} function ${name}: ${names}`);
}

/** Template of one function, references resolved. sam passes only the variables named here to the container. */
export function samTemplate(model: FunctionModel, parameters: Readonly<Record<string, string>>) {
  const deployment: Deployment = {
    parameter: (name) => parameters[name]?.replace('http://127.0.0.1:4566', LOCALSTACK),
    queueUrl: (name) => `${LOCALSTACK}/queue/${REGION}/${ACCOUNT_ID}/${name}`,
  };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      [RESOURCE]: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          FunctionName: model.name,
          CodeUri: model.directory,
          Handler: model.handler,
          Runtime: 'nodejs24.x',
          Timeout: model.timeoutMs / MS_PER_SECOND,
          MemorySize: model.memoryMb,
          Environment: { Variables: { ...model.variables(deployment), AWS_ENDPOINT_URL: LOCALSTACK } },
        },
      },
    },
  };
}
