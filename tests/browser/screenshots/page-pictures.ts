import type { Engine } from '#local/engine/engine';
import { PATIENT } from '#tests/support/engine/patient';
import { temporaryEngine } from '#tests/support/engine/temporary-engine';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';
import { writePicture } from './write-picture.ts';

const WIDTH = 1_400;
const HEIGHTS = { shop: 800, topology: 860, order: 900 } as const;
const LANGUAGES = ['en', 'ko'] as const;
/** The state of an order whose payment was declined. */
const DECLINED = { en: 'failed: payment_failed', ko: '실패: 결제 거절' } as const;
const LOAD = { kind: 'open', level: 12, journeys: { order: 3, browse: 4, 'read-orders': 1 }, seconds: 180 };
const DECLINE = { point: 'order.payments.charge', mode: 'decline', percentage: 40 };
/** The fault has acted, and the calls of the last seconds show it. */
const FAULT_SEEN = `document.querySelector('.edge.faulty.failing, .edge.faulty.broken') && Number(document.querySelector('[data-fact="hits"]')?.textContent) > 20`;
const UNTIL_MS = 60_000;

/** Takes the pictures of the shop and of the console, in both languages, of an engine of their own under load. */
export async function takePagePictures(): Promise<void> {
  const { engine, stop } = await temporaryEngine({ environment: PATIENT });
  try {
    await withTab((tab) => takePictures(engine, tab));
  } finally {
    await stop();
  }
}

async function takePictures({ urls }: Engine, tab: Tab): Promise<void> {
  const user = pageUser(tab);
  await tab.showAs(WIDTH, 'light');
  await tab.speak('en');
  await tab.open(`${urls.gateway}/`);
  await user.click('header button', 'Log in');
  await user.click('dialog button', 'New here?');
  await user.fill('User name', 'hong');
  await user.fill('E-mail', 'hong@example.com');
  await user.fill('Password', 'correct horse');
  await user.click('dialog button', 'Sign up');
  await user.sees('Hello, hong');
  await call('PUT', `${urls.engine}/console/faults/order/declined`, { ...DECLINE, percentage: 100 });
  await user.click('button', 'Add Fried chicken');
  await user.click('button', 'Order for ₩18,000');
  await user.sees('Your payment was declined');
  await writePicture(tab, 'shop-en', HEIGHTS.shop);
  await user.click('button', '한국어');
  await user.sees('무엇을 드시겠어요?');
  await writePicture(tab, 'shop-ko', HEIGHTS.shop);
  const orderId = await ordersOf(tab);

  for (const language of LANGUAGES) {
    await tab.open(`${urls.engine}/?lang=${language}&panel=order&chosen=${orderId}`);
    await user.sees(DECLINED[language]);
    await writePicture(tab, `order-${language}`, HEIGHTS.order);
  }
  await call('PUT', `${urls.engine}/console/faults/order/declined`, DECLINE);
  await call('POST', `${urls.engine}/console/load`, LOAD);
  for (const language of LANGUAGES) {
    await tab.open(`${urls.engine}/?lang=${language}&panel=topology&chosen=order-provider`);
    await waitFor(tab, FAULT_SEEN);
    await writePicture(tab, `topology-${language}`, HEIGHTS.topology);
  }
}

/** The id of the order that the shop shows. */
async function ordersOf(tab: Tab): Promise<string> {
  const id = /(?:order|주문)\D{0,3}(\d{6,})/.exec(String(await tab.run('document.body.innerText')))?.[1];
  if (id === undefined) throw new Error('the shop shows no order');
  return id;
}

async function call(method: string, url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
}

/** Waits until a condition holds in the page. */
async function waitFor(tab: Tab, condition: string): Promise<void> {
  const endMs = Date.now() + UNTIL_MS;
  while (!(await tab.run(condition))) {
    if (Date.now() > endMs) throw new Error(`the page does not come to ${condition}`);
    await tab.run('new Promise((passed) => setTimeout(passed, 200))');
  }
}
