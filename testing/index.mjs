import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..');
const RULE_ID = /^[a-z0-9][a-z0-9_-]{0,39}$/;
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
    }).catch((cause) => {
      const why = cause.cause?.code ?? cause.cause?.message ?? cause.message;
      throw new Error(`The ${service} service at ${url} does not answer: ${why}`, { cause });
    });
    const text = await answer.text();
    const parsed = jsonIn(text);
    // A rule that has expired is gone already.
    if (answer.ok || (method === 'DELETE' && answer.status === 404 && path !== '/chaos')) return parsed;
    throw new ChaosRefused(`${method} ${url}`, answer.status, parsed?.detail ?? text);
  }

  async function on(rule, id = `test-${randomBytes(6).toString('hex')}`) {
    const places = servicesOf(pointOf(rule), names);
    // As the id is a part of an address, "." would name all rules.
    if (!RULE_ID.test(id)) {
      throw new TypeError(
        `The id ${JSON.stringify(id)} is of no rule: 1 to 40 of a-z, 0-9, _ and -, and first a letter or digit.`,
      );
    }
    const path = `/chaos/${id}`;
    const end = () => atEach(places, (service) => call(service, 'DELETE', path));
    const set = await Promise.allSettled(places.map((service) => call(service, 'PUT', path, rule)));
    const refusals = set.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
    const failure = refusals.find(({ status }) => status !== 422);
    // A pattern may match the points of some services only.
    if (failure !== undefined || refusals.length === places.length) {
      await end().catch(() => {});
      throw failure ?? refusals[0];
    }
    const taken = places.filter((_, at) => set[at].status === 'fulfilled');
    const hitsAt = async (service) => {
      const { rules } = await call(service, 'GET', '/chaos');
      const listed = rules.find((each) => each.id === id);
      if (typeof listed?.hits === 'number') return listed.hits;
      const why = listed ? 'it cannot read them' : 'it lists no such rule, which may be over or sealed';
      throw new Error(`How often ${id} acted in the ${service} service is not known: ${why}.`);
    };
    return {
      id,
      end,
      hits: async () => (await Promise.all(taken.map(hitsAt))).reduce((sum, hits) => sum + hits, 0),
      [Symbol.asyncDispose]: end,
    };
  }

  return {
    on,
    header: (rules) => ({
      ...keyHeader,
      'x-chaos': typeof rules === 'string' ? rules : asciiJson(rules),
    }),
    halt: () => atEach(names, (service) => call(service, 'DELETE', '/chaos')),
    expectInvariants: ({ settleSeconds = 60 } = {}) => runOracle(folder, settleSeconds),
  };
}

/** Does the work at every service that can do it, and then throws why another could not. */
async function atEach(services, work) {
  const done = await Promise.allSettled(services.map(work));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

function pointOf(rule) {
  if (typeof rule?.point === 'string') return rule.point;
  throw new TypeError(
    "on() needs a rule with a point and a mode, such as { point: 'order.payments.charge', mode: 'exception' }.",
  );
}

/** The services whose points a pattern can match. */
function servicesOf(point, names) {
  const [first = ''] = point.split('.');
  if (names.includes(first)) return [first];
  const start = point.split('*')[0];
  const found = point.includes('*') ? names.filter((name) => `${name}.`.startsWith(start)) : [];
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
