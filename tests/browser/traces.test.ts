import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { tracesConsole } from '#local/console/traces-console';
import { createLog } from '#local/host/log';
import { serveTraces } from '#local/telemetry/serve-traces';
import { logsBody, type TestSpan, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const EVIL = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
const STATES = {
  'food.order.status': 'failed',
  'food.order.outcome': 'payment_failed',
  'food.order.id': 77,
  'http.response.status_code': 201,
};
const HIT = {
  'chaos.fault': 'payment_fail',
  'chaos.point': 'order.payments.charge',
  'chaos.mode': 'decline',
  'chaos.when': 'instead',
};

let url: string;
const post = async (path: string, body: Buffer | string): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + path, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  expect(answer.status).toBe(200);
};
const add = (service: string, ...spans: TestSpan[]) => post('/v1/traces', tracesBody(service, spans));

/** What `npm run traces` serves. */
beforeEach(async () => {
  const stack = new AsyncDisposableStack();
  onTestFinished(() => stack.disposeAsync());
  const telemetry = await serveTraces(0, {}, stack, { log: createLog('silent'), pages: tracesConsole });
  url = telemetry?.otlpEndpoint ?? '';
});

/** A request that went well, and the same with a declined charge. */
async function addOrders(): Promise<void> {
  const step = { parent: '1', tookMs: 4, atMs: 2 };
  await add(
    'order',
    { trace: 'a', id: '1', name: 'POST /orders', tookMs: 20, attributes: { 'food.order.id': 76 } },
    { ...step, trace: 'a', id: '2', name: 'charge', attributes: { 'food.step.result': 'charged' } },
    { ...step, trace: 'a', id: '3', name: 'confirm order', atMs: 8 },
  );
  const hit = { name: 'chaos.hit', atMs: 3, attributes: HIT };
  const result = { 'food.step.result': 'declined' };
  await add(
    'order',
    { trace: 'b', id: '1', name: 'POST /orders', tookMs: 80, atMs: 100, attributes: STATES },
    { ...step, trace: 'b', id: '2', name: 'charge', attributes: result, tookMs: 60, events: [hit] },
    { ...step, trace: 'b', id: '4', name: 'release stock', atMs: 70 },
  );
  await post(
    '/v1/logs',
    logsBody('order', [{ trace: 'b', span: '2', body: 'it declined', severity: 'WARN' }]),
  );
}

const TALLEST_ROW = `Math.max(0, ...[...document.querySelectorAll('.list tbody tr')].map((row) => row.offsetHeight))`;
const NAMES_TOO_WIDE = `[...document.querySelectorAll('.waterfall th')].filter((head) =>
  [...head.querySelectorAll('.name')].some((name) =>
    name.getBoundingClientRect().right > head.getBoundingClientRect().right)).length`;

const rows = (tab: Tab, selector: string) =>
  tab.run(
    `[...document.querySelectorAll('${selector}')].map((row) => row.innerText.replace(/\\s+/g, ' ').trim())`,
  );

describe('the panel of traces, without an engine', { tags: 'chromium', timeout: 240_000 }, () => {
  test('list, waterfall, span, log lines and comparison, all by clicking', async () => {
    await addOrders();
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${url}/traces?lang=en&order=payment_failed`);
      await user.sees('1 of 2 kept traces');
      await user.sees('failed: payment_failed');
      await user.click('.list a', 'POST /orders');

      await user.sees(traceIdFor('b'));
      await user.click('.waterfall button', 'charge');
      await user.sees('chaos.mode');
      await user.sees('payment_fail@order.payments.charge');
      await user.sees('it declined');
      await user.click('button', 'Compare with a normal one');
      await user.sees('Compared with a normal trace');
      expect(await rows(tab, '.diff tbody tr')).toEqual([
        expect.stringMatching(/^POST \/orders order 20 ms 80 ms \+60 ms$/),
        expect.stringMatching(
          /^charge order⚡ payment_fail@order.payments.charge 4 ms 60 ms \+56 ms failed$/,
        ),
        expect.stringMatching(/^confirm order order 4 ms – missing here$/),
        expect.stringMatching(/^release stock order – 4 ms only here$/),
      ]);

      const address = String(await tab.run('location.href'));
      expect(address).toContain(`&against=${traceIdFor('a')}`);
      expect(address).toMatch(/#0000000000000002$/);
      await tab.open('about:blank');
      await tab.open(address);
      await user.sees('chaos.mode');
      await user.sees('Compared with a normal trace');
      await expect.poll(() => tab.run(`document.querySelector('select').value`)).toBe(traceIdFor('a'));
      await user.click('.diff caption a');
      await user.sees(traceIdFor('a'));
      await tab.run('history.back()');
      await user.sees('Compared with a normal trace');
      expect(await tab.run('document.title')).toBe('Traces · Food delivery, made to be broken');

      await user.click('.card header button', 'All traces');
      await user.sees('The last traces');
      await user.click('.list .tag a', '77');
      await user.sees('The life of order 77');
      await user.sees('charge: declined');
      const { problems, requests } = tab.noticed();
      // no engine, so no stores: the browser notes the 404
      expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
      expect(requests.filter((each) => !each.startsWith(url) && !each.startsWith('data:'))).toEqual([]);
    });
  });

  test('the address of a trace opens it, with its span; of an unknown one it has the reason', async () => {
    await addOrders();
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${url}/traces/${traceIdFor('b')}?lang=en#0000000000000002`);
      await user.sees('chaos.mode');
      expect(await tab.run('location.pathname + location.hash')).toBe('/#0000000000000002');

      await tab.open(`${url}/traces/${traceIdFor('9')}?lang=en`);
      await user.sees('There is no trace 0000');
      await tab.open(`${url}/traces/x?lang=ko`);
      await user.sees('32 hexadecimal digits');
    });
  });

  test('a root that comes late is shown without a reload', async () => {
    await add('order', { trace: 'c', id: '2', parent: '1', name: 'charge' });
    await withTab(async (tab) => {
      await tab.open(`${url}/traces/${traceIdFor('c')}?lang=en`);
      await pageUser(tab).sees('charge');
      // at least as often as a page reads a trace that is complete
      const readings = `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.json')).length`;
      await expect.poll(() => tab.run(readings)).toBeGreaterThan(2);

      await add('order', { trace: 'c', id: '1', name: 'POST /orders', tookMs: 20 });

      await pageUser(tab).sees('POST /orders');
    });
  });

  test('there is nothing that only an engine has', async () => {
    await withTab(async (tab) => {
      await tab.open(`${url}/?lang=en`);
      await pageUser(tab).sees('No trace of an order yet');
      await tab.press('h');
      await tab.press('f');
      await tab.press('?');
      const keys = await tab.run(`[...document.querySelectorAll('.help kbd')].map((key) => key.innerText)`);
      expect(keys).toEqual(['1–2', 'l', 't', '?', 'Esc']);
      const shown = await tab.run(
        `document.querySelectorAll('.time-bar, .banner, .no-faults, [role=alert]').length`,
      );
      expect(shown).toBe(0);
      expect(tab.noticed().requests.filter((each) => each.includes('/chaos'))).toEqual([]);
    });
  });

  test('received texts are never HTML', async () => {
    const states = { 'food.order.status': EVIL, 'food.step.result': EVIL, 'food.recovery.outcome': EVIL };
    const attributes = {
      [EVIL]: EVIL,
      'chaos.fault': EVIL,
      'food.emulator': EVIL,
      'url.path': EVIL,
      ...states,
    };
    const events = [{ name: EVIL, atMs: 0, attributes: { [EVIL]: EVIL } }];
    await add(EVIL, { trace: 'a', id: '1', name: EVIL, error: EVIL, attributes, events });
    await post('/v1/logs', logsBody(EVIL, [{ trace: 'a', span: '1', body: EVIL, severity: EVIL }]));
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${url}/traces?lang=en&service=${encodeURIComponent(EVIL)}`);
      await user.sees('<script>alert(1)</script>');
      await user.click('.list a');
      await user.click('.waterfall button');
      await user.sees('Attributes');
      expect(await tab.run('document.querySelectorAll("main script, main img").length')).toBe(0);
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('fits every width in both colours and languages, and axe finds nothing', async () => {
    await addOrders();
    await add('order', { trace: 'b', id: '5', parent: '2', name: 'x'.repeat(200), atMs: 71 });
    const about = Array.from({ length: 32 }, (_, at) => ({ id: String(at + 1), orderId: 2 ** 52 + at }));
    await add(
      'order',
      ...about.map(({ id, orderId }) => ({
        ...{ trace: 'c', id, name: 'recover', atMs: 200 },
        attributes: { 'food.order.id': orderId },
      })),
    );
    await withTab(async (tab) => {
      const user = pageUser(tab);
      for (const width of [400, 1_400, 2_560]) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(width, colours);
          for (const [path, language, text] of [
            ['/traces', 'ko', '최근 트레이스'],
            ['/traces', 'en', 'The last traces'],
            [`/traces/${traceIdFor('b')}`, 'ko', '로그'],
            [`/traces/${traceIdFor('b')}`, 'en', 'Log'],
          ] as const) {
            await tab.open(`${url}${path}?lang=${language}`);
            await user.sees(text);
            const at = `${path} ${language} ${width} ${colours}`;
            expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), at).toBe(true);
            expect(await tab.run(TALLEST_ROW), at).toBeLessThan(100);
            // a name stays in its own column
            expect(await tab.run(NAMES_TOO_WIDE), at).toBe(0);
            expect(await axeViolations(tab), at).toEqual([]);
          }
        }
      }
    });
  });
});
