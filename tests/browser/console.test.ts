import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const PANELS = ['topology', 'load', 'conservation'] as const;
const LOOKS = PANELS.flatMap((panel) =>
  [400, 1_400].flatMap((width) => (['light', 'dark'] as const).map((colours) => ({ panel, width, colours }))),
);

const POINT = 'restaurant.restaurants.listRestaurants';
/** `14:03:22` */
const CLOCK = 8;

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;

/** A reading of the stores that took long is followed by a pause of nine times as long. */
const JUDGED_WITHIN_MS = 100_000;

const has = (tab: Tab, selector: string, timeout = 20_000) =>
  expect.poll(() => tab.run(`document.querySelectorAll(${JSON.stringify(selector)}).length`), {
    message: selector,
    timeout,
  });
/** Sets a field as a user does. */
const fill = (tab: Tab, selector: string, value: string) =>
  tab.run(`(() => {
    const field = document.querySelector(${JSON.stringify(selector)});
    field.value = ${JSON.stringify(value)};
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  })()`);
const rulesOf = async (service: 'order' | 'restaurant') => {
  const { rules } = (await (await fetch(`${engine.urls[service]}/chaos`)).json()) as { rules: unknown[] };
  return rules;
};
const textOf = (tab: Tab, selector: string) =>
  tab.run(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`) as Promise<string>;

async function openConsole(tab: Tab, address = '?lang=en'): Promise<void> {
  await tab.open(`${engine.urls.engine}/${address}`);
  await has(tab, 'main svg, main form, main table').toBeGreaterThan(0);
}

describe('the console, in a real browser', { tags: 'chromium', timeout: 240_000 }, () => {
  beforeAll(async () => {
    ({ engine, stop } = await temporaryEngine());
  }, 300_000);
  afterAll(() => stop?.());

  test('opens at every width and in both colours without an error, and calls nothing else', async () => {
    await withTab(async (tab) => {
      for (const { panel, width, colours } of LOOKS) {
        await tab.showAs(width, colours);
        await openConsole(tab, `?lang=en&panel=${panel}`);
        const look = `${panel} ${width} ${colours}`;
        const { problems, requests } = tab.noticed();
        expect(problems, look).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(engine.urls.engine) && url !== 'data:,')).toEqual([]);
        expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), look).toBe(true);
        expect(await axeViolations(tab), look).toEqual([]);
      }
    });
  });

  test('a fault is switched on at an arrow, shows its hits, and one key halts it', async () => {
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await openConsole(tab);
      await pageUser(tab).click('[data-edge="restaurant-postgresql"]');
      await has(tab, '.fault-form button[type=submit]').toBe(1);
      await fill(tab, '.fault-form select', POINT);
      await pageUser(tab).click('.fault-form button[type=submit]');
      await has(tab, '.banner').toBe(1);
      expect(await textOf(tab, '.banner strong')).toContain('1 fault is on');
      expect(await rulesOf('restaurant')).toMatchObject([{ point: POINT, mode: 'latency', ms: 1_000 }]);

      await fetch(`${engine.urls.restaurant}/restaurants`);
      await expect.poll(() => textOf(tab, '[data-fact="hits"]')).not.toBe('0');
      await expect.poll(() => textOf(tab, '[data-fact="affected"]')).not.toBe('0');
      await has(tab, '[data-edge="restaurant-postgresql"].faulty').toBe(1);
      // figures and a bolt
      await has(tab, '.figures:not(.quiet) .figure.errors').toBeGreaterThan(0);
      expect(await axeViolations(tab)).toEqual([]);

      // from the figures to a request that they are of
      await pageUser(tab).click('.examples button', 'the slowest');
      await has(tab, 'main#traces').toBe(1);
      await pageUser(tab).sees('GET /restaurants');
      expect(await tab.run('location.search')).toMatch(/chosen=[0-9a-f]{32}/);

      await tab.press('h');
      await has(tab, '.banner').toBe(0);
      expect(await rulesOf('restaurant')).toEqual([]);
    });
  });

  test('a wrong fault is refused with the reason of the service', async () => {
    await withTab(async (tab) => {
      await openConsole(tab, '?lang=en&panel=topology&chosen=order-provider');
      await has(tab, '.fault-form').toBe(1);
      await tab.run(`document.querySelector('.fault-form').noValidate = true`);
      await fill(tab, '.fault-form input[type=number]', '-1');
      await pageUser(tab).click('.fault-form button[type=submit]');
      await expect.poll(() => textOf(tab, '[role=alert]')).toMatch(/ms/);
      await has(tab, '.banner').toBe(0);
    });
  });

  test('a load is started, its slider moved, and stopped', async () => {
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await openConsole(tab, '?lang=en&panel=load');
      await pageUser(tab).click('.load-form button[type=submit]');
      await has(tab, '[data-state=running]').toBe(1);
      await fill(tab, '.level input[type=range]', '30');
      const levelOf = async () => {
        const frames = (await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[];
        return frames.at(-1)?.load?.wish?.level;
      };
      await expect.poll(levelOf).toBe(30);
      await has(tab, '.charts .line').toBe(8);

      // another page has the load that runs, and not one of its own
      await openConsole(tab, '?lang=en&panel=load');
      const level = () => tab.run(`document.querySelector('.level input[type=number]')?.value`);
      await expect.poll(level).toBe('30');
      await fill(tab, '.level input[type=number]', '-2');
      await has(tab, '.level [aria-invalid=true]').toBe(1);
      await pageUser(tab).sees('Allowed: a number from 0 to 10,000.');
      expect(await level()).toBe('-2');
      expect(await levelOf()).toBe(30);
      await fill(tab, '.level input[type=number]', '20');
      await has(tab, '.load-form .wrong').toBe(0);
      await expect.poll(levelOf).toBe(20);
      // Enter sets the level, and stops nothing
      await tab.run(`(() => {
        const field = document.querySelector('.level input[type=number]');
        field.focus();
        field.select();
      })()`);
      await tab.type('25');
      await tab.press('Enter');
      await expect.poll(levelOf).toBe(25);
      await has(tab, '[data-state=running]').toBe(1);
      await has(tab, '[role=alert]').toBe(0);
      await pageUser(tab).click('.load-form button.danger');
      await has(tab, '[data-state=ended]').toBe(1);
    });
  });

  test('conservation is red with the menu when the rows of stock are not locked', async () => {
    const rule = async (id: string, body: object) => {
      const put = await fetch(`${engine.urls.engine}/console/faults/restaurant/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ point: 'restaurant.inventory.reserve', ...body }),
      });
      expect(put.status).toBe(200);
    };
    await rule('unlocked', { mode: 'unprotected', protection: 'row_lock' });
    await rule('slow', { mode: 'slow_query', ms: 50 });
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await openConsole(tab, '?lang=en&panel=conservation');
      await has(tab, '.verdict.good').toBe(1);
      await pageUser(tab).fill('Portions of each menu', '500');
      await pageUser(tab).click('button', 'Restock');
      await pageUser(tab).sees('-> 500 portions');
      const load = await fetch(`${engine.urls.engine}/console/load`, {
        method: 'POST',
        body: JSON.stringify({ kind: 'closed', level: 8, journeys: { order: 1 }, seconds: 60 }),
      });
      expect(load.status).toBe(202);
      await has(tab, '.verdict.bad', JUDGED_WITHIN_MS).toBe(1);
      await has(tab, '.equation.bad', JUDGED_WITHIN_MS).toBe(1);
      expect(await textOf(tab, '.conservation tr.bad')).toMatch(/menu \d/);
      // the table of menus marks those that the rule names
      const named = await tab.run(`(() => {
        const rule = document.querySelector('[data-rule=stock].bad')?.innerText.matchAll(/menu (\\d+):/g) ?? [];
        const marked = [...document.querySelectorAll('.menus tr.bad th small')].map((each) => each.innerText);
        return [...rule].map(([, id]) => marked.includes(id));
      })()`);
      expect(new Set(named as boolean[])).toEqual(new Set([true]));
      await tab.press('1');
      await has(tab, 'main#topology').toBe(1);
      await has(tab, '.top nav .alarm[aria-label*=violated]').toBe(1);
      await fetch(`${engine.urls.engine}/console/load`, { method: 'DELETE' });
      await tab.press('h');
      await has(tab, '.banner').toBe(0);
    });
  });

  test('the address has panel, edge, language and the frozen instant', async () => {
    await withTab(async (tab) => {
      await openConsole(tab, '?lang=ko');
      expect(await tab.run('document.documentElement.lang')).toBe('ko');
      await pageUser(tab).click('[data-edge="order-queue"]');
      await has(tab, '.time-bar input:enabled').toBe(1);
      await tab.press('f');
      await has(tab, '.state.frozen').toBe(1);
      const address = new URL(String(await tab.run('location.href')));
      expect(Object.fromEntries(address.searchParams)).toMatchObject({ chosen: 'order-queue', lang: 'ko' });
      const shown = (await textOf(tab, '.time-bar output')).slice(0, CLOCK);

      await tab.open(address.href);
      await has(tab, '.detail header').toBe(1);
      await has(tab, '.state.frozen').toBe(1);
      await expect.poll(() => textOf(tab, '.time-bar output')).toContain(shown);
      await tab.press('f');
      await has(tab, '.state.live').toBe(1);
    });
  });

  test('? lists every key, and Escape closes the list', async () => {
    await withTab(async (tab) => {
      await openConsole(tab);
      await tab.press('?');
      await has(tab, 'dialog[open] kbd').toBeGreaterThan(5);
      await tab.press('Escape');
      await has(tab, 'dialog[open]').toBe(0);
    });
  });
});
