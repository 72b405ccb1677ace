import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { mapValues } from '#shared/map-values';
import { SERVICE_NAMES } from '#shared/services';
import { send } from '#tests/support/api/client';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { IS_FULL } from '#tests/support/full';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';

const PORTS = ['user', 'restaurant', 'order', 'gateway', 'engine'] as const;
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const NARROW = 400;

let engine: Engine;
let stop: TemporaryEngine['stop'];
let pages: Readonly<Record<(typeof PORTS)[number], string>>;
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
  pages = mapValues(engine.urls, (url) => `${url}/`);
}, 300_000);
afterAll(() => stop?.());

const read = (url: string, accept?: string, method = 'GET') =>
  send(method, url, { documented: false, ...(accept !== undefined && { headers: { accept } }) });

describe.each(PORTS)('/ of the port of %s', (port) => {
  test.each([BROWSER, 'text/html', 'application/json, TEXT/HTML ; q=0.5'])(
    'is a page for %s',
    async (accept) => {
      const page = await read(pages[port], accept);
      const head = await read(pages[port], accept, 'HEAD');

      expect(page).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', vary: 'Accept' },
      });
      expect(page.text).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<h1>/);
      expect([head.status, head.text, head.headers.vary, head.headers['content-type']]).toEqual([
        ...[200, '', 'Accept', 'text/html; charset=utf-8'],
      ]);
      expect(head.headers['content-length']).toBe(page.headers['content-length']);
    },
  );

  test.each([undefined, '*/*', 'application/json', 'text/*', 'text/html;q=0', 'text/html; q=0.000, */*'])(
    'is no page for %s',
    async (accept) => {
      const answer = await read(pages[port], accept);
      const head = await read(pages[port], accept, 'HEAD');

      expect(answer.headers['content-type']).toBe('application/json');
      if (port === 'engine') expect(answer).toMatchObject({ status: 200, body: { urls: engine.urls } });
      else {
        expect(answer).toMatchObject({
          status: 404,
          headers: { vary: 'Accept' },
          body: { code: 'not_found' },
        });
      }
      expect([head.status, head.text]).toEqual([answer.status, '']);
    },
  );

  test('is a page for GET only', async () => {
    expect((await read(pages[port], BROWSER, 'POST')).headers['content-type']).toMatch(/json/);
  });
});

/** Links of a page as a browser resolves them, without the part that only the page itself reads. */
async function linksOf(tab: Tab, url: string): Promise<string[]> {
  await tab.open(url);
  const links = (await tab.run('[...document.links].map(({ href }) => href)')) as string[];
  return [...new Set(links.map((link) => link.split('#', 1)[0] ?? ''))];
}

/** Redoc signs what it renders, which may be done when the links are read. */
const SIGN_OF_REDOC = 'https://redocly.com/redoc/';

describe('in a real browser', { tags: 'chromium' }, () => {
  test(`every page links to every other, and every link of ${IS_FULL ? 'every' : 'a start'} page is answered 200`, {
    timeout: 300_000,
  }, async () => {
    const seen = new Set<string>(Object.values(pages));
    const failed: string[] = [];
    await withTab(async (tab) => {
      for (const from of seen) {
        const answer = await read(from, BROWSER);
        if (answer.status !== 200) failed.push(`${answer.status} ${from}`);
        // A trace links to others without end.
        const isStartPage = Object.values(pages).includes(from);
        const isCrawled = answer.headers['content-type']?.includes('html') && !from.includes('/traces/');
        if (!isCrawled || !(isStartPage || IS_FULL)) continue;
        const links = await linksOf(tab, from);
        for (const link of links) {
          if (new URL(link).hostname === 'localhost') seen.add(link);
          else if (link !== SIGN_OF_REDOC) failed.push(`${from} leads to ${link}`);
        }
        if (isStartPage) {
          const others = [...Object.values(pages), `${pages.engine}traces`, `${pages.engine}README.md`];
          failed.push(
            ...others
              .filter((other) => other !== from && !links.includes(other))
              .map((other) => `${from} lacks ${other}`),
          );
        }
      }
    });

    expect(failed).toEqual([]);
    for (const service of SERVICE_NAMES) {
      for (const path of ['docs', 'redoc', 'openapi.json', 'health'])
        expect(seen).toContain(pages[service] + path);
    }
    expect(seen).toContain(`${pages.gateway}api/orders/docs`);
  });

  test('every page fits a narrow window, and has the colours that the user prefers', async () => {
    const shown: unknown[] = [];
    await withTab(async (tab) => {
      for (const url of [...Object.values(pages), `${pages.engine}traces`, `${pages.gateway}api/orders/`]) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(NARROW, colours);
          await tab.open(url);
          shown.push([url, colours, ...((await tab.run(`(${look})()`)) as unknown[])]);
        }
      }
    });

    for (const [url, colours, width, text] of shown as [string, string, number, number][]) {
      expect(width, `${url} is wider than the window`).toBeLessThanOrEqual(NARROW);
      if (colours === 'light') expect(text, `${url} has dark text`).toBeLessThan(100);
      else expect(text, `${url} has light text`).toBeGreaterThan(155);
    }
    expect(shown).toHaveLength(14);
  });
});

/** Runs in the page: the width that it takes, and how bright its text is. */
const look = `() => {
  const [red, green, blue] = getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).map(Number);
  return [document.documentElement.scrollWidth, (red + green + blue) / 3];
}`;
