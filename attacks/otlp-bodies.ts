import type { Random } from '#simulation/random';

const HEX = 16;
export const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.between(0, HEX - 1).toString(HEX)).join('');

const START = '1764021234567000000';
const END = '1764021234568000000';
const attribute = (key: string, value: unknown) => ({ key, value });

export function spansOf(random: Random, traceId: string): object {
  const [first, second] = [hex(random, 16), hex(random, 16)];
  // The two spans are in a circle if the first has the second as its parent.
  const parent = random.chance(0.3) ? { parentSpanId: second } : {};
  const span = (spanId: string, more: object) => ({
    ...{ traceId, spanId, name: 'attack', kind: 2, startTimeUnixNano: START, endTimeUnixNano: END },
    attributes: [attribute('http.route', { stringValue: '/a' }), attribute('n', { intValue: '1' })],
    events: [{ name: 'exception', timeUnixNano: START, attributes: [attribute('a', { boolValue: true })] }],
    links: [{ traceId, spanId: first }],
    status: { code: 2, message: 'no' },
    ...more,
  });
  const spans = [span(first, parent), span(second, { parentSpanId: first })];
  const resource = { attributes: [attribute('service.name', { stringValue: 'attack' })] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 's' }, spans }] }] };
}

export function logsOf(random: Random, traceId: string): object {
  const record = {
    ...{ traceId, spanId: hex(random, 16), timeUnixNano: START, severityText: 'INFO' },
    body: { stringValue: 'a line' },
    attributes: [attribute('list', { arrayValue: { values: [{ kvlistValue: { values: [] } }] } })],
  };
  return { resourceLogs: [{ resource: { attributes: [] }, scopeLogs: [{ logRecords: [record] }] }] };
}
