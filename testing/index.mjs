import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..');
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024;

export class ChaosRefused extends Error {
  name = 'ChaosRefused';

  constructor(call, status, detail) {
    super(`${call} answered ${status}: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`);
    this.status = status;
    this.detail = detail;
  }
}

export class InvariantViolated extends Error {
  name = 'InvariantViolated';
}

export function connect(services, { key, folder = FOLDER } = {}) {
  const names = Object.keys(services);
  const keyHeader = key === undefined ? {} : { 'x-chaos-key': key };

  async function call(service, method, path, body) {
    const url = `${services[service].replace(/\/$/, '')}${path}`;
    const answer = await fetch(url, {
      method,
      headers: { ...keyHeader, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = jsonIn(text);
    // A rule that has expired is gone already.
    if (answer.ok || (method === 'DELETE' && answer.status === 404 && path !== '/chaos')) return parsed;
    throw new ChaosRefused(`${method} ${url}`, answer.status, parsed?.detail ?? text);
  }

  async function on(rule, id = `test-${randomBytes(6).toString('hex')}`) {
    const places = servicesOf(rule.point, names);
    const path = `/chaos/${encodeURIComponent(id)}`;
    const end = async () => {
      await Promise.all(places.map((service) => call(service, 'DELETE', path)));
    };
    const set = await Promise.allSettled(places.map((service) => call(service, 'PUT', path, rule)));
    const refusals = set.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
    // A pattern may match the points of some services only.
    if (refusals.length === places.length || refusals.some(({ status }) => status !== 422)) {
      await end().catch(() => {});
      throw refusals[0];
    }
    const hitsAt = async (service) => {
      const { rules } = await call(service, 'GET', '/chaos');
      return rules.find((each) => each.id === id)?.hits ?? 0;
    };
    return {
      id,
      end,
      hits: async () => (await Promise.all(places.map(hitsAt))).reduce((sum, hits) => sum + hits, 0),
      [Symbol.asyncDispose]: end,
    };
  }

  return {
    on,
    header: (rules) => ({
      ...keyHeader,
      'x-chaos': typeof rules === 'string' ? rules : asciiJson(rules),
    }),
    async halt() {
      await Promise.all(names.map((service) => call(service, 'DELETE', '/chaos')));
    },
    expectInvariants: ({ settleSeconds = 60 } = {}) => runOracle(folder, settleSeconds),
  };
}

/** The services whose points a pattern can match. */
function servicesOf(point, names) {
  const [first = ''] = String(point).split('.');
  if (names.includes(first)) return [first];
  const start = String(point).split('*')[0];
  const found = String(point).includes('*') ? names.filter((name) => `${name}.`.startsWith(start)) : [];
  if (found.length === 0) {
    throw new TypeError(`The point ${point} is of no service; points begin with ${names.join('., ')}.`);
  }
  return found;
}

/** Headers take no other characters. */
const asciiJson = (value) =>
  JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function jsonIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The oracle reads the stores and not the services, so a service that lies is noticed. */
function runOracle(folder, settleSeconds) {
  const words = ['run', '--silent', 'oracle', '--', '--settle', String(settleSeconds)];
  return new Promise((resolve, reject) => {
    execFile('npm', words, { cwd: folder, maxBuffer: MOST_OUTPUT_BYTES }, (error, stdout, stderr) => {
      if (!error) resolve();
      else if (error.code === 1) reject(new InvariantViolated(stdout.trim()));
      else reject(new Error(`The oracle could not run: ${stderr.trim() || error.message}`, { cause: error }));
    });
  });
}
