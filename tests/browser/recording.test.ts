import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const CHROMIUM = { tags: ['chromium'], timeout: 240_000 };
const CALLS = 7;
/** How many elements are seen that would change something. */
const CHANGING = `[...document.querySelectorAll('form, .danger')].filter((each) => each.checkVisibility()).length`;

/** Environments of functions, as they are shown. */
const POOLS = `document.querySelector('.pools').innerText`;

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;

const count = (tab: Tab, selector: string) =>
  expect.poll(() => tab.run(`document.querySelectorAll(${JSON.stringify(selector)}).length`), {
    message: selector,
  });
/** The instant that is shown, and every figure of the table of calls. */
const figures = (tab: Tab) =>
  tab.run(`['.time-bar output', '.topology table'].map((each) => document.querySelector(each).innerText)
    .join().replace(/^(\\S+) [^,]*/, '$1')`);

/** Saves the page as its user does, and waits for the whole file. @returns its address */
async function saved(tab: Tab, folder: string): Promise<string> {
  await tab.saveInto(folder);
  await pageUser(tab).click('.tools button', 'Save');
  const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.html'));
  await expect.poll(files).toHaveLength(1);
  return pathToFileURL(join(folder, ...(await files()))).href;
}

beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

test(
  'a console that was saved opens from disk with the same figures, and asks for nothing',
  CHROMIUM,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'food-delivery-recording-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?lang=en&chosen=gateway-restaurant`);
      await count(tab, '.topology table').toBe(1);
      for (let call = 0; call < CALLS; call++)
        await fetch(`${engine.urls.gateway}/api/restaurants/restaurants`);
      await count(tab, '.topology tr.good').toBeGreaterThan(0);
      await count(tab, '.time-bar input:enabled').toBe(1);
      await tab.press('f');
      await count(tab, '.state.frozen').toBe(1);
      const before = await figures(tab);

      const file = await saved(tab, folder);
      tab.noticed();
      await tab.open(file);
      await count(tab, '.topology table').toBe(1);
      expect(await figures(tab)).toBe(before);

      // one second back shows another instant, and what needs the engine says so
      await tab.press('ArrowLeft');
      await expect.poll(() => figures(tab)).not.toBe(before);
      await tab.press('h');
      await pageUser(tab).sees('This is a recording; it changes nothing.');
      const why = 'This panel reads from a running system';
      for (const [key, panel, isEmpty] of [
        ['2', 'load', false],
        ['3', 'conservation', false],
        ['4', 'order', true],
        ['5', 'traces', true],
        ['6', 'functions', false],
        ['7', 'scenarios', true],
        ['8', 'stores', false],
        ['9', 'drill', false],
      ] as const) {
        await tab.press(key);
        await count(tab, `main#${panel}`).toBe(1);
        expect(await tab.run(`document.body.innerText.includes('${why}')`), panel).toBe(isEmpty);
        expect(await tab.run(CHANGING), panel).toBe(0);
        if (panel === 'functions') {
          await tab.press('ArrowRight');
          await expect.poll(() => tab.run(POOLS)).toMatch(/list-restaurants\s+1 warm/);
        }
        expect(await axeViolations(tab), panel).toEqual([]);
      }
      expect(tab.noticed()).toEqual({ problems: [], requests: [file] });
    });
  },
);
