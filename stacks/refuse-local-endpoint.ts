import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '#shared/cli/errors';
import type { Environment } from '#shared/cli/settings';
import { optionValue } from './account-options.ts';

/** One line of the settings that names an endpoint, and where it stands. */
interface Endpoint {
  readonly place: string;
  readonly url: string;
}

const VARIABLE = /^AWS_ENDPOINT_URL(?:_[A-Z0-9_]+)?$/;
const LOOPBACK = /^(?:(?:.*\.)?localhost\.?|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f.*\]|0\.0\.0\.0|\[::\])$/;
const SECTION = /^\[\s*(.+?)\s*\]/;
const SETTING = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/;

/**
 * Refuses a deployment whose calls would go to an engine or emulator of this machine: CDK and the AWS command line follow
 * these settings silently.
 * @param options those of `cdk deploy`, which may name a profile
 * @throws UserError that names the setting
 */
export function refuseLocalEndpoint(env: Environment, options: readonly string[]): void {
  const local = [...inVariables(env), ...inProfile(env, options)].find(({ url }) => isLocal(url));
  if (!local) return;
  throw new UserError(
    `${local.place} is ${local.url}, which is this machine and not AWS; unset it to deploy`,
  );
}

function inVariables(env: Environment): Endpoint[] {
  return Object.entries(env).flatMap(([place, url = '']) => (VARIABLE.test(place) ? [{ place, url }] : []));
}

function inProfile(env: Environment, options: readonly string[]): Endpoint[] {
  const file = env.AWS_CONFIG_FILE || join(env.HOME ?? homedir(), '.aws', 'config');
  const profile =
    optionValue(options, '--profile') ?? env.AWS_PROFILE ?? env.AWS_DEFAULT_PROFILE ?? 'default';
  const sections = readSections(file);
  const own = sections.get(`profile ${profile}`) ?? sections.get(profile) ?? [];
  const services = own.find(([name]) => name === 'services')?.[1];
  const shared = services === undefined ? [] : (sections.get(`services ${services}`) ?? []);
  return [...own, ...shared]
    .filter(([name]) => name === 'endpoint_url')
    .map(([, url]) => ({ place: `endpoint_url of the profile ${profile} in ${file}`, url }));
}

/** Reads the settings of each section, nested ones included. A file that cannot be read has none. */
function readSections(file: string): Map<string, [name: string, value: string][]> {
  const sections = new Map<string, [string, string][]>();
  let current: [string, string][] = [];
  for (const line of textOf(file).split(/\r?\n/)) {
    const section = SECTION.exec(line)?.[1]?.replace(/\s+/g, ' ');
    const [, name = '', value = ''] = SETTING.exec(line) ?? [];
    if (section !== undefined) {
      current = sections.get(section) ?? [];
      sections.set(section, current);
    } else if (name) current.push([name, value]);
  }
  return sections;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const isLocal = (url: string): boolean => LOOPBACK.test(URL.parse(url.trim())?.hostname ?? '');
