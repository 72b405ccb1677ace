import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '#shared/in-parallel';
import { createApi, send, type TestUser } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';
import { LoadClient } from './load-client.ts';
import { KnownMenus } from './menus.ts';
import { LoadWindow } from './window.ts';
import { WORK } from './work.ts';

const PAUSE_MS = 60;
const PLENTY = 1_000_000;

/**
 * Clients that use every route and check each answer as far as it can be checked at once. Each begins with another kind of
 * work, so that all kinds are under way even where calls hang.
 */
export class MixedLoad {
  readonly urls: ServiceUrls;
  readonly windows: LoadWindow[] = [];
  readonly #known: KnownMenus;
  readonly #buyers: readonly TestUser[];
  readonly #open = new Set<Promise<unknown>>();

  private constructor(urls: ServiceUrls, known: KnownMenus, buyers: readonly TestUser[]) {
    this.urls = urls;
    this.#known = known;
    this.#buyers = buyers;
  }

  static async prepare(urls: ServiceUrls): Promise<MixedLoad> {
    const api = createApi(urls);
    const { body: menus } = await send('GET', `${urls.restaurant}/menus`);
    for (const { id } of menus) await api.setStock(id, PLENTY);
    const buyers = await inParallel(2, WORK.length, () => api.newUser());
    return new MixedLoad(urls, await KnownMenus.read(urls), buyers);
  }

  /** Runs for this long. Calls that hang then are left behind: see {@link idle}. */
  async run(name: string, ms: number, ruleIds: readonly string[] = []): Promise<LoadWindow> {
    const window = new LoadWindow(name, ruleIds);
    this.windows.push(window);
    await this.runOn(window, ms);
    return window;
  }

  /** Runs for this much longer in the same window. */
  async runOn(window: LoadWindow, ms: number): Promise<void> {
    const untilMs = performance.now() + ms;
    for (const [first, buyer] of this.#buyers.entries()) {
      const client = new LoadClient(this.urls, this.#known, window, buyer);
      const work: Promise<unknown> = this.#work(client, first, untilMs).finally(() =>
        this.#open.delete(work),
      );
      this.#open.add(work);
    }
    await sleep(ms);
  }

  async #work(client: LoadClient, first: number, untilMs: number): Promise<void> {
    for (let turn = first; performance.now() < untilMs; turn++) {
      await WORK[turn % WORK.length]?.(client, turn);
      await sleep(PAUSE_MS);
    }
  }

  /** Resolves when no call hangs any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** @returns whether an order is confirmed, and the last user of the window can log in, within this time */
  async recovers(window: LoadWindow, withinMs: number): Promise<boolean> {
    const [buyer] = this.#buyers;
    const untilMs = performance.now() + withinMs;
    while (buyer && performance.now() < untilMs) {
      const client = new LoadClient(this.urls, this.#known, window, buyer, true);
      const { answers } = await client.order([{ menu_id: 1, quantity: 1 }]);
      const isConfirmed = answers[0]?.body.status === 'confirmed';
      if (isConfirmed && (await this.#canLogIn(client, window))) return true;
      await sleep(PAUSE_MS);
    }
    return false;
  }

  async #canLogIn(client: LoadClient, { signedUp }: LoadWindow): Promise<boolean> {
    const user = signedUp.at(-1);
    if (!user) return true;
    const { username, password } = user;
    const answer = await client.call('POST', `${this.urls.user}/login`, { json: { username, password } });
    if (answer?.status === 401) client.wrong('afterwards who signed up cannot log in');
    return answer?.status === 200 || answer?.status === 401;
  }
}
