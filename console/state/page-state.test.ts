import { expect, test, vi } from 'vitest';

/** A browser's address and history. */
function browserAt(address: string) {
  const entries = [new URL(address, 'http://localhost:8004')];
  let at = 0;
  let onPop: () => void = () => undefined;
  const now = (): URL => entries[at] as URL;
  vi.stubGlobal('location', {
    get search() {
      return now().search;
    },
    get pathname() {
      return now().pathname;
    },
    get hash() {
      return now().hash;
    },
  });
  vi.stubGlobal('history', {
    pushState(_: null, __: string, url: string) {
      const next = new URL(url, now());
      at += 1;
      entries.splice(at, entries.length, next);
    },
    replaceState(_: null, __: string, url: string) {
      entries[at] = new URL(url, now());
    },
  });
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => {
    onPop = listener;
  });
  vi.stubGlobal('navigator', { language: 'en' });
  vi.stubGlobal('document', { documentElement: { dataset: {} }, getElementById: () => null });
  return {
    entries: () => entries.map(({ search, hash }) => search + hash),
    now,
    step(by: number) {
      at += by;
      onPop();
    },
  };
}

async function openAt(address: string) {
  const browser = browserAt(address);
  vi.resetModules();
  const page = await import('./page-state.ts');
  page.keepInUrl();
  return { browser, page };
}

test('another panel, order or comparison is a step of the history; a small change is none', async () => {
  const { browser, page } = await openAt('/?lang=en');
  page.go('traces');
  page.go('traces', 'a1', 's1');
  page.span.value = 's2';
  page.frozenAtMs.value = 5;
  page.theme.value = 'dark';
  page.against.value = 'b2';

  expect(browser.entries()).toEqual([
    '?lang=en',
    '?lang=en&panel=traces',
    '?lang=en&panel=traces&chosen=a1&at=5&theme=dark#s2',
    '?lang=en&panel=traces&chosen=a1&at=5&theme=dark&against=b2#s2',
  ]);
});

test('Back and Forward show the places that were, and keep colours and the frozen instant', async () => {
  const { browser, page } = await openAt('/?lang=ko');
  page.go('order', '42');
  page.go('stores');
  page.frozenAtMs.value = 7;

  browser.step(-1);
  expect([page.panel.value, page.chosen.value, page.frozenAtMs.value]).toEqual(['order', '42', 7]);
  browser.step(1);
  expect([page.panel.value, page.chosen.value]).toEqual(['stores', '']);
  browser.step(-2);
  expect([page.panel.value, page.language.value]).toEqual(['', 'ko']);
  expect(browser.entries()).toHaveLength(3);
  page.go('load');
  expect(browser.entries()).toEqual(['?lang=ko&at=7', '?lang=ko&at=7&panel=load']);
});

test('a copied address opens trace, span and comparison', async () => {
  const { page } = await openAt('/?panel=traces&chosen=a1&against=b2#s1');

  expect([page.chosen.value, page.against.value, page.span.value]).toEqual(['a1', 'b2', 's1']);
});

test('a link keeps language, colours and the frozen instant; a plain click stays in the page', async () => {
  const { browser, page } = await openAt('/?lang=ko&theme=dark&at=9');
  const link = page.linkTo('traces', 'a1', 's1');
  const click = (more: object) => {
    const preventDefault = vi.fn();
    link.onClick({ preventDefault, ...more } as unknown as MouseEvent);
    return preventDefault.mock.calls.length;
  };

  expect(link.href).toBe('/?lang=ko&theme=dark&at=9&panel=traces&chosen=a1#s1');
  expect(click({ ctrlKey: true })).toBe(0);
  expect(browser.entries()).toHaveLength(1);
  expect(click({})).toBe(1);
  expect(browser.now().search + browser.now().hash).toBe(link.href.slice(1));
});

test('/traces/<id> is the address of a trace', async () => {
  const { browser, page } = await openAt('/traces/a1?lang=en#s1');

  expect([page.panel.value, page.chosen.value, page.span.value]).toEqual(['traces', 'a1', 's1']);
  expect(browser.now().pathname).toBe('/');
});
