// What every scenario reads from the environment; docs/load-tools/k6.md lists it.

const SECONDS = { s: 1, m: 60, h: 3600 };
const MOST = 999999999;

/** @param {string} name @param {string} fallback */
const text = (name, fallback) => (__ENV[name] ?? '').trim() || fallback;

/**
 * Reads a whole number. @throws Error that says what is allowed
 * @param {string} name @param {number} fallback @param {number} [least] @param {number} [most]
 */
export function wholeNumber(name, fallback, least = 1, most = MOST) {
  const given = text(name, String(fallback));
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new Error(`${name} is "${given}", allowed: a whole number from ${least} to ${most}`);
}

/** @param {string} name @param {string} fallback @returns {number} seconds */
function duration(name, fallback) {
  const given = text(name, fallback);
  const [, count, unit = 's'] = /^([1-9]\d*)([smh])?$/.exec(given) ?? [];
  if (count === undefined) throw new Error(`${name} is "${given}", allowed: 10, 10s, 5m or 1h`);
  return Number(count) * SECONDS[/** @type {keyof typeof SECONDS} */ (unit)];
}

/** @param {string} name @param {string} fallback */
function webAddress(name, fallback) {
  const given = text(name, fallback);
  if (/^https?:\/\/[^/\s]+(\/\S*)?$/.test(given)) return given.replace(/\/$/, '');
  throw new Error(`${name} is "${given}", allowed: an address such as http://localhost:8001`);
}

const gateway = text('GATEWAY_URL', '') && webAddress('GATEWAY_URL', '');

/** @param {string} service @param {string} path @param {number} port */
function url(service, path, port) {
  const fallback = gateway ? `${gateway}/api/${path}` : `http://localhost:${port}`;
  return webAddress(service, fallback);
}

export const USER_URL = url('USER_URL', 'users', 8001);
export const RESTAURANT_URL = url('RESTAURANT_URL', 'restaurants', 8002);
export const ORDER_URL = url('ORDER_URL', 'orders', 8003);
export const CHAOS_KEY = text('CHAOS_KEY', '');
export const USERS = wholeNumber('USERS', 10);
export const DURATION_SECONDS = duration('DURATION', '10s');
export const MENU_ID = wholeNumber('MENU_ID', 1);
export const P95_MS = wholeNumber('P95_MS', 5000);
export const SETTLE_SECONDS = wholeNumber('SETTLE', 60);

/** Options of a scenario: its load, and limits beside those that it names. @param {Record<string, string[]>} [thresholds] */
export const loadOptions = (thresholds = {}) => ({
  vus: USERS,
  duration: `${DURATION_SECONDS}s`,
  setupTimeout: '5m',
  teardownTimeout: '10m',
  thresholds: {
    checks: ['rate==1'],
    http_req_duration: [`p(95)<${P95_MS}`],
    iterations: ['count>0'],
    ...thresholds,
  },
});
