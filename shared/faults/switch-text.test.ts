import { expect, test } from 'vitest';
import { switchedOn } from './fault-table.ts';
import { readSwitchParameter, switchParameter } from './switch-parameter.ts';
import { readSwitchText } from './switch-text.ts';

const FORM = '"payment_fail": {"fail_percent": a whole number from 0 to 100}';

test.each([
  ['{}', {}],
  [' { } ', {}],
  ['{"payment_fail":{"fail_percent":30}}', { payment_fail: { fail_percent: 30 } }],
  ['{"payment_fail":{"fail_percent":0}}', { payment_fail: { fail_percent: 0 } }],
])('%s is fine', (text, settings) => {
  expect(readSwitchText(text, { service: 'order' })).toEqual({ settings, rules: [], invalid: [], closed: 0 });
});

test.each([
  ['rubbish', `the value is not valid JSON; it must be a JSON object, and the order service has ${FORM}`],
  [
    '{"payment_fail":',
    `the value is not valid JSON; it must be a JSON object, and the order service has ${FORM}`,
  ],
  ['[]', `the value is not a JSON object; it must be a JSON object, and the order service has ${FORM}`],
  ['null', `the value is not a JSON object; it must be a JSON object, and the order service has ${FORM}`],
  ['"payment_fail"', expect.stringContaining('not a JSON object')],
  [
    '{"payment_failure":{"fail_percent":30}}',
    `"payment_failure" is no switch; the order service has ${FORM}`,
  ],
  ['{"Payment_fail":{"fail_percent":30}}', expect.stringContaining('"Payment_fail" is no switch')],
  ['{"__proto__":{"fail_percent":30}}', expect.stringContaining('the value has a key __proto__')],
  [
    '{"payment_fail":{"fail_percent":30},"payment_fail":{"fail_percent":0}}',
    `the value has the same key twice; it must be a JSON object, and the order service has ${FORM}`,
  ],
  [
    '{"payment_fail":{"fail_percent":30,"fail_percent":0}}',
    expect.stringContaining('the value has the same key twice'),
  ],
  [
    `{"payment_fail":${'['.repeat(40)}${']'.repeat(40)}}`,
    expect.stringContaining('nested more than 32 levels'),
  ],
  ['{"query_delay":{"delay_ms":1}}', expect.stringContaining('"query_delay" is no switch')],
  ['{"delay":{"delay_ms":5}}', `delay is a switch of the user service; the order service has ${FORM}`],
  [
    '{"payment_fail":{"fail_percent":"x"}}',
    'payment_fail must be {"fail_percent": a whole number from 0 to 100}, not {"fail_percent":"x"}',
  ],
  [
    '{"payment_fail":{"fail_percent":101}}',
    expect.stringContaining('from 0 to 100}, not {"fail_percent":101}'),
  ],
  ['{"payment_fail":{"fail_percent":1.5}}', expect.stringContaining('a whole number')],
  ['{"payment_fail":{"fail_percent":"30"}}', expect.stringContaining('not {"fail_percent":"30"}')],
  ['{"payment_fail":{"fail_percent":30,"fail_precent":1}}', expect.stringContaining('payment_fail must be')],
  ['{"payment_fail":{}}', expect.stringContaining('not {}')],
  ['{"payment_fail":null}', expect.stringContaining('not null')],
  ['{"payment_fail":30}', expect.stringContaining('not 30')],
])('%s is named as wrong, with what is allowed', (text, problem) => {
  expect(readSwitchText(text, { service: 'order' })).toEqual({
    settings: {},
    rules: [],
    invalid: [{ value: text, problem }],
    closed: 0,
  });
});

test('what is right beside what is wrong counts, and each wrong part is named by itself', () => {
  const text = '{"delay":{"delay_ms":-1},"error":{"enable":true},"payment_fail":{"fail_percent":3}}';

  const { settings, invalid } = readSwitchText(text, { service: 'user' });

  expect(settings).toEqual({ error: { enable: true } });
  expect(invalid.map(({ value }) => value)).toEqual([
    '{"delay":{"delay_ms":-1}}',
    '{"payment_fail":{"fail_percent":3}}',
  ]);
});

test('a rule that says it is sealed and can be read does not act', () => {
  const rule = { id: 'a', point: 'user.handler', mode: 'latency', ms: 5 };
  const text = (sealed: boolean) => JSON.stringify({ rules: [{ ...rule, sealed }] });
  const places = { service: 'user', sealKey: 'a key of the tests, at least 16' } as const;

  expect(readSwitchText(text(true), places)).toMatchObject({
    rules: [],
    invalid: [{ value: expect.any(String), problem: expect.stringMatching(/^rule a: .*PUT \/chaos\/a/) }],
  });
  expect(readSwitchText(text(false), places)).toMatchObject({ rules: [{ id: 'a' }], invalid: [] });
});

test.each([
  [{ starts_at: '2030-01-01T00:01:00Z', expires_at: '2030-01-01T00:01:00Z' }, 1],
  [{ starts_in: 60, set_at: '2030-01-01T00:00:00Z', expires_at: '2030-01-01T00:00:30Z' }, 1],
  [{ starts_in: 60, expires_at: '2030-01-01T00:00:30Z' }, 0],
  [{ starts_at: '2030-01-01T00:00:00Z', expires_at: null }, 0],
  [{ expires_at: '2020-01-01T00:00:00Z' }, 0],
])('a rule that would end before it begins is listed as invalid: %j', (times, wrong) => {
  const rules = [{ id: 'a', point: 'user.handler', mode: 'latency', ms: 5, ...times }];
  const problem = expect.stringMatching(/^rule a: expires_at: Must be later than the start, which is 2030/);

  expect(readSwitchText(JSON.stringify({ rules }), { service: 'user' }).invalid).toEqual(
    Array.from({ length: wrong }, () => ({ value: JSON.stringify(rules[0]), problem })),
  );
});

test('0 and false are off', () => {
  expect(switchedOn({ delay: { delay_ms: 0 }, error: { enable: false } })).toEqual([]);
  expect(switchedOn({ delay: { delay_ms: 1 }, error: { enable: true } })).toEqual(['delay', 'error']);
});

test.each([
  [switchParameter('local', 'order'), { service: 'order' }],
  ['food-delivery/aws/chaos/user', { service: 'user' }],
  ['/food-delivery/local/chaos/orders', { unknown: 'orders' }],
  ['/food-delivery/local/chaos/order/more', { unknown: 'order/more' }],
  ['/food-delivery/local/chaos', undefined],
  ['/food-delivery/local/chaos/', { unknown: '' }],
  ['/elsewhere/local/chaos/order', undefined],
])('the parameter %s is read as %j', (name, read) => {
  expect(readSwitchParameter(name)).toEqual(read);
});
