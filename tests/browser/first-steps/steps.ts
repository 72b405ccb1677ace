import type { SlowUser } from './human-pace.ts';
import type { SystemUrls } from './start-by-hand.ts';

const PASSWORD = 'correct horse';

type Note = (step: string) => void;

/** From the empty shop to a confirmed order. */
export async function firstOrder({ shop }: SystemUrls, user: SlowUser, note: Note): Promise<void> {
  const name = `new${Date.now().toString(36)}`;
  await user.open(shop);
  note('the shop is open');
  await user.click('header button', 'Log in');
  await user.click('dialog button', 'New here?');
  await user.fill('User name', name);
  await user.fill('E-mail', `${name}@example.com`);
  await user.fill('Password', PASSWORD);
  await user.click('dialog button', 'Sign up');
  await user.sees(`Hello, ${name}`);
  note('signed up');
  await orderOnce(user);
  await user.sees('Your order is confirmed');
  note('the first order is confirmed');
}

/** Declines payments by a click in the console, orders once more, and sees the hit in the console. */
export async function firstFault(urls: SystemUrls, user: SlowUser, note: Note): Promise<void> {
  await user.open(`${urls.console}?panel=topology`);
  note('the console is open');
  await user.click('[data-edge="order-provider"]');
  await user.click('.fault-form button[type=submit]');
  await user.sees('1 fault is on');
  note('a fault of the payment provider is on');
  await user.open(urls.shop);
  await orderOnce(user);
  await user.sees('fault ');
  note('the shop names the fault that a customer met');
  await user.open(`${urls.console}?panel=topology`);
  await user.sees('1 hit');
  note('the console counts the hit');
  await user.click('.banner button');
}

async function orderOnce(user: SlowUser): Promise<void> {
  await user.click('button', 'Add Fried chicken');
  await user.click('button', 'Order for');
}
