import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const POINT = 'restaurant.restaurants.listRestaurants';
/** `14:03:22` */
const CLOCK = 8;

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

const has = (tab: Tab, selector: string) =>
  expect.poll(() => tab.run(`document.querySelectorAll(${JSON.stringify(selector)}).length`), {
    message: selector,
  });
const textOf = (tab: Tab, selector: string) =>
  tab.run(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`) as Promise<string>;

async function openConsole(tab: Tab): Promise<void> {
  await tab.open(`${engine.urls.engine}/?lang=en`);
  await has(tab, '.time-bar input:enabled').toBe(1);
}

describe('the console hidden, frozen and left by Back', { tags: 'chromium', timeout: 240_000 }, () => {
  test('a hidden page closes its stream, and goes on without an error when it is seen again', async () => {
    const become = (tab: Tab, isHidden: boolean) =>
      tab.run(`Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
    const clock = (tab: Tab) => textOf(tab, '.time-bar output');
    await withTab(async (tab) => {
      await openConsole(tab);
      await become(tab, true);
      const hidden = await clock(tab);
      const frames = async () =>
        ((await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[]).length;
      const made = await frames();
      await expect.poll(frames).toBeGreaterThan(made + 2);
      expect(await clock(tab)).toBe(hidden);

      tab.noticed();
      await become(tab, false);
      await expect.poll(() => clock(tab)).not.toBe(hidden);
      await has(tab, '.state.live').toBe(1);
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('a frozen page says what is of now: faults, and the records of stores', async () => {
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await openConsole(tab);
      await tab.press('f');
      await has(tab, '.state.frozen').toBe(1);
      const time = (await textOf(tab, '.time-bar output')).slice(0, CLOCK);
      await fetch(`${engine.urls.engine}/console/faults/restaurant/late`, {
        method: 'PUT',
        body: JSON.stringify({ point: POINT, mode: 'latency', ms: 1 }),
      });
      await has(tab, '.banner').toBe(1);
      expect(await textOf(tab, '.banner strong')).toContain('Now 1 fault is on');

      await tab.press('8');
      await has(tab, 'main#stores').toBe(1);
      await expect.poll(() => textOf(tab, '.shows-now')).toContain(time);
      await tab.press('5');
      await pageUser(tab).sees(`Those that began until ${time}`);
      expect(await axeViolations(tab)).toEqual([]);
      await tab.press('h');
      await has(tab, '.banner').toBe(0);

      await tab.open(`${engine.urls.engine}/?lang=en&at=1`);
      await pageUser(tab).sees('older than what is kept');
      await tab.open(`${engine.urls.engine}/?lang=en&at=9999999999999`);
      await pageUser(tab).sees('has not come yet');
    });
  });

  test('Back leads to the panel before, and the title names the panel', async () => {
    await withTab(async (tab) => {
      await openConsole(tab);
      await tab.press('2');
      await has(tab, 'main#load').toBe(1);
      expect(await tab.run('document.title')).toMatch(/^Load · /);
      await tab.press('8');
      await has(tab, 'main#stores').toBe(1);
      await tab.run('history.back()');
      await has(tab, 'main#load').toBe(1);
      await tab.run('history.back()');
      await has(tab, 'main#topology').toBe(1);
      expect(await tab.run('document.title')).toMatch(/^Topology · /);
    });
  });
});
