import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

let system: TemporaryEngine;
beforeAll(async () => {
  system = await temporaryEngine({ telemetry: { enabled: false } });
  return () => system.stop();
}, 300_000);

const address = (query: string): string => `${system.engine.urls.engine}/?lang=en&${query}`;

describe('the console', { tags: 'chromium', timeout: 240_000 }, () => {
  test.each(['topology', 'order', 'traces'])(
    'says in panel %s that telemetry is off, and by which variable',
    async (panel) => {
      await withTab(async (tab) => {
        await tab.open(address(`panel=${panel}`));
        await pageUser(tab).sees('Telemetry is off by OTEL_SDK_DISABLED');
        expect(await tab.run('document.body.innerText')).not.toMatch(/No trace/);
      });
    },
  );

  test.each([400, 1_400])('shows the whole text of each loop in a window of %d pixels', async (width) => {
    await withTab(async (tab) => {
      await tab.showAs(width, 'light');
      for (const language of ['en', 'ko']) {
        await tab.open(address(`panel=load&lang=${language}`).replace('lang=en&', ''));
        await expect.poll(() => tab.run(`document.querySelectorAll('.load-form select').length`)).toBe(1);
        const cut = await tab.run(`(() => {
          const select = document.querySelector('.load-form select');
          const { font, paddingLeft, paddingRight } = getComputedStyle(select);
          const canvas = document.createElement('canvas').getContext('2d');
          canvas.font = font;
          const arrow = 20;
          const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - arrow;
          return [...select.options].map(({ text }) => text).filter((text) => canvas.measureText(text).width > room);
        })()`);
        expect(cut, language).toEqual([]);
      }
    });
  });

  test('says of an engine that has ended that it does not answer, and of no old frame that it is of now', async () => {
    const other = await temporaryEngine({ telemetry: { enabled: false } });
    let isStopped = false;
    onTestFinished(async () => {
      if (!isStopped) await other.stop();
    });
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${other.engine.urls.engine}/?lang=en`);
      const bar = () => tab.run(`document.querySelector('.time-bar output').innerText`);
      await expect.poll(bar).toMatch(/now/);
      await other.stop();
      isStopped = true;
      await user.sees('connection lost');

      await tab.press('h');

      await user.sees('The engine does not answer.');
      expect(await bar()).toMatch(/\d/);
      expect(await bar()).not.toMatch(/now/);
    });
  });
});
