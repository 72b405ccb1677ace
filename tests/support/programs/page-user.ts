import { setTimeout as sleep } from 'node:timers/promises';
import type { Tab } from './browser-tab.ts';

/** Somebody at a page: finds things by what is written on them, and waits until they can be used. */
export interface PageUser {
  /**
   * Clicks the first element that a selector finds and whose name, or text, begins with `name`.
   * @throws Error with what the page shows, where there is none in time
   */
  click(selector: string, name?: string): Promise<void>;
  /** Replaces what an input field of this label holds. */
  fill(label: string, text: string): Promise<void>;
  /** Waits until the page, or the part of it that `where` names, shows a text. */
  sees(text: string, where?: Where): Promise<void>;
}

interface Where {
  /** A selector, for a text that another page, or another part, shows too. @default 'body' */
  readonly inside?: string;
  /** For where a program must start first, say. @default 30_000 */
  readonly withinMs?: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const POLL_MS = 50;
const LONGEST_MS = 30_000;
/** The content first, as the rest is the same on every page. */
const SHOWN_IN_ONE_LINE = `[document.querySelector('main'), document.body]
  .map((part) => (part?.innerText ?? '').replace(/\\s+/g, ' ').slice(0, 2_000)).join(' || ')`;

export function pageUser(tab: Tab): PageUser {
  const until = async <T>(script: string, what: string, withinMs = LONGEST_MS): Promise<T> => {
    const endMs = Date.now() + withinMs;
    for (;;) {
      // between two pages there is nothing to look at
      const found = await tab.run(script).catch(() => undefined);
      if (found) return found as T;
      if (Date.now() > endMs) {
        throw new Error(`The page has no ${what}. It shows: ${await tab.run(SHOWN_IN_ONE_LINE)}`);
      }
      await sleep(POLL_MS);
    }
  };
  const click = async (selector: string, name = ''): Promise<void> => {
    const script = `(${placeOf})(${JSON.stringify(selector)}, ${JSON.stringify(name)})`;
    const { x, y } = await until<Point>(script, `${selector} "${name}" that can be clicked`);
    await tab.clickAt(x, y);
  };
  return {
    click,
    async fill(label, text) {
      await click('label', label);
      await tab.run('document.activeElement.select()');
      await tab.type(text);
    },
    async sees(text, { inside = 'body', withinMs } = {}) {
      const script = `[...document.querySelectorAll(${JSON.stringify(inside)})]
        .some((part) => part.innerText.includes(${JSON.stringify(text)}))`;
      await until(script, `text "${text}" in ${inside}`, withinMs);
    },
  };
}

/**
 * Runs in the page: the middle of the element, or of its first line, once it is there, enabled, not covered, and where it was two
 * pictures before: what still moves would no longer be under the mouse.
 */
const placeOf = `async (selector, name) => {
  const named = [...document.querySelectorAll(selector)].find((each) =>
    [each.getAttribute('aria-label'), each.innerText].some((text) => (text ?? '').trim().startsWith(name)));
  if (!named || named.disabled || named.getClientRects().length === 0) return undefined;
  named.scrollIntoView({ block: 'center', behavior: 'instant' });
  const before = named.getBoundingClientRect();
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  const now = named.getBoundingClientRect();
  if (!named.isConnected || before.top !== now.top || before.left !== now.left) return undefined;
  const [{ left, top, width, height }] = named.getClientRects();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = document.elementFromPoint(x, y);
  return hit && (named.contains(hit) || hit.contains(named)) ? { x, y } : undefined;
}`;
