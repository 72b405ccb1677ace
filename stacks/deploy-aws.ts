import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import type { Environment } from '#shared/cli/settings';
import { accountOptions } from './account-options.ts';
import { refuseLocalEndpoint } from './refuse-local-endpoint.ts';
import { functionName } from './stage.ts';

const MIGRATE = functionName('aws', 'restaurant', 'migrate');
/** Longer than the time limit of the function. */
const READ_TIMEOUT_SECONDS = 310;

/**
 * Deploys the platform, then migrates, then deploys the services, so that none of them ever runs on an older schema.
 * @param options passed to both `cdk deploy`; the account and the region that they choose count for `aws` too
 * @throws UserError that names the step that failed
 */
export async function deployAws(options: readonly string[], env: Environment): Promise<void> {
  const stage = ['-c', 'stage=aws', ...options];
  await run('cdk', ['deploy', 'FoodDeliveryPlatform', ...stage]);
  await migrate(accountOptions(options, env));
  await run('cdk', ['deploy', '--all', ...stage]);
}

async function migrate(account: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-migrate-'));
  const file = join(folder, 'answer.json');
  try {
    const outcome = await run('aws', [
      ...['lambda', 'invoke', ...account],
      ...['--function-name', MIGRATE, '--cli-read-timeout', String(READ_TIMEOUT_SECONDS)],
      ...['--query', 'FunctionError', '--output', 'text', file],
    ]);
    const answer = readFileSync(file, 'utf8');
    // The command succeeds even if the function fails.
    if (outcome.trim() !== 'None') throw new UserError(`The schema could not be brought up: ${answer}`);
    console.log(`The schema is at ${answer}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the output of `aws`; that of `cdk` goes to the user directly */
async function run(command: 'cdk' | 'aws', args: readonly string[]): Promise<string> {
  const child = spawn(command, args, {
    stdio: ['inherit', command === 'aws' ? 'pipe' : 'inherit', 'inherit'],
  });
  const output = child.stdout ? text(child.stdout) : '';
  const [code] = await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new UserError(`'${command}' is not installed: see docs/aws.md`);
  });
  if (code !== 0) throw new UserError(`'${command} ${args.slice(0, 2).join(' ')}' failed`);
  return output;
}

const PROGRAM = defineProgram({
  command: 'npm run deploy:aws --',
  about: 'Deploys to AWS: the platform, then the schema of the database, then the services (docs/aws.md).',
  passesOn: 'options of cdk deploy',
  async run({ passedOn }, env) {
    refuseLocalEndpoint(env, passedOn);
    await deployAws(passedOn, env);
    return EXIT.ok;
  },
});

if (import.meta.main) process.exitCode = await runProgram(PROGRAM);
