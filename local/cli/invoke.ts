import { engineKeyHeaders } from '#shared/cli/engine-key';
import type { Environment } from '#shared/cli/settings';
import { EngineError } from '../host/engine-error.ts';
import { readEvent } from './event-file.ts';
import { readEngineSettings } from './settings.ts';

interface InvokeArguments {
  readonly name: string;
  readonly file?: string | undefined;
}

async function call(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new EngineError(
      `no engine answers at ${new URL(url).origin}; start one with npm start, or set ENGINE_PORT`,
      {
        cause: error,
      },
    );
  }
}

async function functionNames(origin: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const status: unknown = await (await call(origin, { headers })).json();
  const isStatus = typeof status === 'object' && status !== null && 'functions' in status;
  const functions = isStatus ? status.functions : undefined;
  return typeof functions === 'object' && functions !== null ? Object.keys(functions).join(', ') : '';
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

/** Calls one function of the running engine and prints its answer. Returns 1 if the function failed. */
export async function invoke(env: Environment, { name, file }: InvokeArguments): Promise<number> {
  const origin = `http://127.0.0.1:${readEngineSettings(env).ports.engine}`;
  const headers = engineKeyHeaders(env);
  const event = await readEvent(file, env);
  const url = `${origin}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const response = await call(url, { method: 'POST', body: event, headers });
  const body = await response.text();
  if (response.status === 404) {
    throw new EngineError(`there is no function ${name}; there are: ${await functionNames(origin, headers)}`);
  }
  const isFailure = !response.ok || response.headers.has('x-amz-function-error');
  (isFailure ? process.stderr : process.stdout).write(`${pretty(body)}\n`);
  return isFailure ? 1 : 0;
}
