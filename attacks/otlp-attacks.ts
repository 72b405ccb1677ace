import type { Random } from '#simulation/random';
import { type Attack, drawOne, type Step } from './attack.ts';
import { mutated } from './mutation.ts';
import { hex, logsOf, spansOf } from './otlp-bodies.ts';
import { requestOf } from './request.ts';
import { jsonText } from './verbatim-json.ts';
import { weirdBody } from './weird-bytes.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdQuery, weirdSegment } from './weird-targets.ts';

/** The pages and documents that have to show, or to leave out, what was sent. */
function looks(random: Random, traceId: string): readonly Step[] {
  const get = (target: string): Step => requestOf({ method: 'GET', target });
  const search = `?q=${random.pick(['attack', 'no', '1e400', '%22', 'a%20line'])}&limit=20`;
  return [
    get(`/traces/${traceId}`),
    get(`/traces/${traceId}.json`),
    get(`/traces.json${search}`),
    get(`/traces${search}`),
  ];
}

/** Sends spans and log records of every shape, then reads them. */
export function otlpAttack(random: Random): Attack {
  const traceId = hex(random, 32);
  const [target, good] = drawOne<readonly [string, object]>(random, [
    [5, ['/v1/traces', spansOf(random, traceId)]],
    [2, ['/v1/logs', logsOf(random, traceId)]],
    [1, ['/v1/metrics', { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'a', sum: {} }] }] }] }]],
  ]);
  const text = jsonText(mutated(random, good));
  const body = random.chance(0.1) ? weirdBody(random, text) : text;
  const headers: readonly (readonly [string, string])[] = [
    ['Content-Type', random.chance(0.1) ? 'application/x-protobuf' : 'application/json'],
    ...(random.chance(0.05) ? weirdHeaders(random) : []),
  ];
  const send = requestOf({ method: 'POST', target, headers, body });
  return { kind: 'OTLP', steps: [send, ...(random.chance(0.5) ? looks(random, traceId) : [])] };
}

export function tracePageAttack(random: Random): Attack {
  const target = `${random.pick(['/traces', '/traces.json', `/traces/${weirdSegment(random)}`, '/v1/traces'])}`;
  return {
    kind: 'trace pages',
    steps: [
      requestOf({ method: 'GET', target: target + weirdQuery(random, ['q', 'min', 'service', 'limit']) }),
    ],
  };
}
