import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { exampleCheck, exampleReport } from '#scenarios/report/example-report';
import { writeReports } from '#scenarios/report/write-reports';
import { axeViolations } from '#tests/support/programs/axe';
import { withTab } from '#tests/support/programs/browser-tab';

const UNFOLD = 'document.querySelectorAll("details").forEach((each) => { each.open = true; })';
const HOSTILE = '</script><img src="https://stranger.example/x" onerror="alert(1)"><script>alert(2)</script>';
const CASES = [400, 1_400].flatMap((width) =>
  (['light', 'dark'] as const).map((colours) => ({ width, colours })),
);

const report = exampleReport({
  verdict: 'FAIL',
  sentence: HOSTILE,
  checks: [
    exampleCheck({ name: HOSTILE, holds: false, value: HOSTILE, first_violated_s: 12 }),
    exampleCheck(),
  ],
  alerts: [
    { name: 'OrdersFail', expected: 'fires', within_s: 420, fired_s: 15, fired_before: false },
    { name: 'SlowRequests', expected: 'any', within_s: null, fired_s: 25, fired_before: false },
  ],
  alerts_until_s: 30,
  traces: [
    {
      trace_id: 'f'.repeat(32),
      kind: 'worst',
      spans: [
        ...['POST /orders', HOSTILE].map((name, at) => ({
          ...{ span_id: String(at), parent_span_id: at === 0 ? null : '0', name, service: 'order' },
          ...{ start_ms: at * 10, duration_ms: 50, failed: at === 1, hits: at === 1 ? [HOSTILE] : [] },
        })),
      ],
    },
  ],
});

test('a report opens from disk, at every width and in both colours, without a problem or a request', {
  tags: ['chromium'],
}, async () => {
  const parent = await mkdtemp(join(tmpdir(), 'food-delivery-report-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, 'not yet there');
  await writeReports(folder, report);
  const url = pathToFileURL(join(folder, 'report.html')).href;

  await withTab(async (tab) => {
    for (const { width, colours } of CASES) {
      await tab.showAs(width, colours);
      await tab.open(url);
      await expect.poll(() => tab.run('document.querySelectorAll("canvas").length')).toBe(5);
      expect(tab.noticed(), `${width} ${colours}`).toEqual({ problems: [], requests: [url] });
      expect(await tab.run('document.querySelectorAll("img, script:not([id])").length')).toBe(1);
      await tab.run(UNFOLD);
      expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), `${width}`).toBe(true);
      expect(await axeViolations(tab), `${width} ${colours}`).toEqual([]);
    }
  });
});
