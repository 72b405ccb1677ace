import { messageOf } from '#shared/error-message';
import { type Answer, type Line, type SendOptions, send, type TestUser } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';
import type { KnownMenus } from './menus.ts';
import type { Asked, LoadWindow } from './window.ts';

/** Begin of what is said of an answer that was right before. */
export const STALE = 'an old state was shown: ';
/** Errors of a connection that ended without an answer. */
const SILENCE = /ECONN|socket hang up|EPIPE/;
let addresses = 0;

/** One client of the load in one window. */
export class LoadClient {
  readonly urls: ServiceUrls;
  readonly known: KnownMenus;
  readonly window: LoadWindow;
  readonly buyer: TestUser;
  readonly #isLate: boolean;

  /** @param isLate whether it comes when the rule of the window has ended */
  constructor(urls: ServiceUrls, known: KnownMenus, window: LoadWindow, buyer: TestUser, isLate = false) {
    this.urls = urls;
    this.known = known;
    this.window = window;
    this.buyer = buyer;
    this.#isLate = isLate;
  }

  /** @returns undefined where the connection ended without an answer, or the answer is no JSON */
  async call(method: string, url: string, options: SendOptions = {}): Promise<Answer | undefined> {
    if (this.window.isOver && !this.#isLate) return undefined;
    this.window.calls++;
    try {
      const answer = await send(method, url, options);
      this.window.count(answer.status);
      const { status, body, text } = answer;
      if (status >= 500 && body?.code === 'internal' && !answer.headers['x-chaos-hit'] && status === 500)
        this.wrong(`${method} ${pathOf(url)} failed of itself: ${text}`);
      const isJudged = body !== undefined && !this.window.isOfAnother(answer.headers['x-chaos-hit']);
      return isJudged ? answer : undefined;
    } catch (error) {
      const text = messageOf(error);
      this.window.count('no answer');
      if (!SILENCE.test(text)) this.wrong(text);
      return undefined;
    }
  }

  wrong(text: string): void {
    this.window.wrong.add(text);
  }

  async order(items: readonly Line[], headers: Readonly<Record<string, string>> = {}): Promise<Asked> {
    const asked: Asked = {
      address: `load ${++addresses} of ${process.pid}`,
      buyer: this.buyer,
      items,
      hasKey: 'idempotency-key' in headers,
      answers: [],
    };
    this.window.asked.push(asked);
    await this.repeat(asked, headers);
    return asked;
  }

  /** Sends the same request. */
  async repeat(asked: Asked, headers: Readonly<Record<string, string>>): Promise<void> {
    const { address, items, buyer } = asked;
    const answer = await this.call('POST', `${this.urls.order}/orders`, {
      token: buyer.token,
      headers,
      json: { items, address, phone: '010-1234-5678' },
    });
    asked.answers.push(answer);
    if (answer?.status === 201) this.checkOrder(asked, answer);
    if (answer?.status === 404 || answer?.body?.code === 'out_of_stock')
      this.wrong(`an order of menus in stock was refused with ${answer.status} ${answer.body.code}`);
    if (answer?.body?.code === 'idempotency_key_reused')
      this.wrong('a repeat was taken for another request under its key');
  }

  /** Compares an order with what was asked for. */
  checkOrder({ buyer, items, address }: Asked, { body }: Answer): void {
    if (body.user_id !== buyer.id) this.wrong('an order belongs to another user');
    if (body.address !== address) this.wrong('an order is another one');
    const lines: readonly (Line & { readonly price: number })[] = body.items ?? [];
    const isAsked =
      lines.length === items.length &&
      items.every(({ menu_id, quantity }, at) => {
        const line = lines[at];
        return line?.menu_id === menu_id && line.quantity === quantity;
      });
    if (!isAsked) this.wrong('the lines of an order are not those asked for');
    if (lines.some(({ menu_id, price }) => price !== this.known.priceOf(menu_id)))
      this.wrong('a line of an order has a wrong price');
    const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    if (body.total_price !== total) this.wrong('the total of an order is not that of its lines');
  }
}

const pathOf = (url: string): string => new URL(url).pathname.replaceAll(/\d+/g, '{id}');
