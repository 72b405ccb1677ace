import { accessSync, constants } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Environment } from './settings.ts';

/**
 * Variables of the system, which every process needs. All other variables belong to a tool (PG*, AWS_*, NODE_*, OTEL_*,
 * *_PROXY and so on): they are meant for another database, account or network than the engine's own.
 */
const OF_THE_SYSTEM = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|LD_\w+|DYLD_\w+)$/;
/** Files of the AWS command line in the home folder, which its SDK reads. */
const NO_AWS_FILES = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
/** Locale and time zone of the shell change error texts, sort orders and what `initdb` writes. */
const FIXED = { LANG: 'C', TZ: 'UTC' };

/**
 * Returns what counts of an environment: the variables of the system, and one locale and time zone on every machine.
 * Processes of the engine start with it.
 */
export function systemVariables(env: Environment = process.env): Record<string, string> {
  const names = Object.keys(env).filter((name) => OF_THE_SYSTEM.test(name) && isUsable(name, env[name]));
  return { ...Object.fromEntries(names.map((name) => [name, env[name] ?? ''])), ...FIXED };
}

/** A folder for temporary files that cannot be written counts as one that is not set. */
function isUsable(name: string, value: string | undefined): boolean {
  if (name !== 'TMPDIR') return value !== undefined;
  try {
    accessSync(value ?? '', constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let given: Environment | undefined;

/**
 * Removes the variables that do not count from this process, before a library reads them: `pg` reads PGSSLMODE, the AWS
 * SDK reads AWS_PROFILE. Proxies are left out too, because the calls of these programs stay on this machine.
 * @returns the variables as they were, for the program's own settings
 */
export function leaveForeignVariables(): Environment {
  if (given) return given;
  given = { ...process.env };
  const kept = systemVariables(given);
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
  // Node has read NODE_USE_ENV_PROXY already: `fetch` asks NO_PROXY at each call, `http` never.
  Object.assign(process.env, kept, NO_AWS_FILES, { NO_PROXY: '*' });
  http.globalAgent = new http.Agent({ keepAlive: true });
  https.globalAgent = new https.Agent({ keepAlive: true });
  return given;
}
