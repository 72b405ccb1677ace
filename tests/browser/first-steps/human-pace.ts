import { setTimeout as sleep } from 'node:timers/promises';
import type { Tab } from '#tests/support/programs/browser-tab';
import { type PageUser, pageUser } from '#tests/support/programs/page-user';

const BEFORE_A_CLICK_MS = 1_000;
const PER_CHARACTER_MS = 200;
const TO_READ_MS = 2_000;

export interface SlowUser extends PageUser {
  open(url: string): Promise<void>;
}

/** Somebody who looks for a second before each click, types five characters a second, and reads a new page for two seconds. */
export function humanPace(tab: Tab): SlowUser {
  const user = pageUser(tab);
  return {
    async open(url) {
      await tab.open(url);
      await sleep(TO_READ_MS);
    },
    async click(selector, name) {
      await sleep(BEFORE_A_CLICK_MS);
      await user.click(selector, name);
    },
    async fill(label, text) {
      await sleep(text.length * PER_CHARACTER_MS);
      await user.fill(label, text);
    },
    sees: user.sees,
  };
}
