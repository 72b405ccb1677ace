import { expect, test } from 'vitest';
import { endpoint } from '#shared/http/endpoint';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createFaults, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import { routes, shellWith } from '#tests/support/http/called-endpoint';
import { MODES } from './modes/all.ts';
import { fitsAt } from './modes/mode.ts';
import { plainError } from './plain-error.ts';
import { via } from './points/adapter.ts';
import { handlerPoint } from './points/point.ts';
import { createSeal } from './rules/seal.ts';

const KEY = 'a key of the tests, at least 16';
const TELLING = /inject|chaos|fault/i;
const sealedAt = (point: string, rule: object) => {
  const text = createSeal(KEY).close({ id: 'x', point, sealed: true, ...rule } as never);
  return createFaults('user', parameterOf({ sealed: [text] }), { sealKey: KEY });
};

const PARAMS: Readonly<Record<string, object>> = {
  status: { status: 503 },
  latency: { ms: 20_000 },
  cpu: { ms: 1 },
  memory: { mb: 1 },
};
/** They end the process. */
const DEADLY = ['kill', 'cold_start'];
const shellModes = MODES.filter((mode) => fitsAt(mode, handlerPoint('user')) && !DEADLY.includes(mode.name));

/** Every answer has it, whatever is on. */
const SAME_HEADERS = { 'access-control-expose-headers': '' };

test.each(shellModes.map(({ name }) => name))(
  'sealed, %s at a handler names itself nowhere',
  async (mode) => {
    const lines: unknown[] = [];
    const note = (...line: unknown[]): void => void lines.push(line);
    const log = { debug: note, info: note, warn: note, error: note } as never;
    const shell = { ...shellWith(), log, ...sealedAt('user.handler', { mode, ...PARAMS[mode] }) };
    const handle = endpoint(routes.open, shell, async () => ({ a: 1 }));

    const event = { headers: {}, body: null, queryStringParameters: null, pathParameters: null };
    const context = { awsRequestId: 'i', getRemainingTimeInMillis: () => 610 };
    const { headers, body } = await handle(event as never, context as never);

    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify([{ ...headers, ...SAME_HEADERS }, body, lines])).not.toMatch(TELLING);
  },
);

test.each([
  ['exception', {}, 'dependency_unavailable'],
  ['timeout', {}, 'dependency_timeout'],
])('sealed, %s of a port says what an ordinary failure says', async (mode, params, code) => {
  const { faults } = sealedAt('user.mail.send', { mode, ...params });
  const { mail } = faults.ports({ mail: via()({ send: async () => ({}) }) });
  await faults.refresh();
  const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };

  const context = { requestId: 'r', remainingMs: () => 610 };
  const failed = withRequestContext(context, () => faults.enter(handlerPoint('user'), scope, mail.send));

  await expect(failed).rejects.toMatchObject({ code, message: expect.not.stringMatching(TELLING) });
});

test.each([
  [503, { code: 'dependency_unavailable', detail: 'A service this one needs is not available' }],
  [504, { code: 'timeout', detail: 'The call took too long' }],
  [404, { code: 'not_found', detail: 'Not Found' }],
  [418, { code: 'i_m_a_teapot', detail: "I'm a Teapot" }],
  [499, { code: 'bad_request', detail: 'Bad Request' }],
])('%d, where nothing was injected', (status, body) => {
  expect(plainError(status)).toEqual(body);
});

test.each(Array.from({ length: 200 }, (_, at) => at + 400))('%d says nothing of faults', (status) => {
  expect(JSON.stringify(plainError(status))).not.toMatch(TELLING);
});

test('sealed, http_status says what the other service would say', async () => {
  const { faults } = sealedAt('user.mail.send', { mode: 'http_status', status: 503 });
  const seam = faults.client('http');
  const send = () => seam({ host: 'h' } as never, async () => expect.fail('was called') as unknown);
  const { mail } = faults.ports({ mail: via('http')({ send }) });
  await faults.refresh();
  const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };

  expect(await faults.enter(handlerPoint('user'), scope, mail.send)).toEqual({
    status: 503,
    body: { ...plainError(503), request_id: 'r' },
  });
});
