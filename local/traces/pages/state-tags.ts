import type { TraceSummary } from '../kept-trace.ts';
import { isFailedOrder, isOrderIn } from '../order-state.ts';
import { isFailure } from '../span-result.ts';
import { type Html, html, NOTHING } from './html.ts';

const ORDER_TITLE = 'State of the order';

const tag = (text: string, title: string, isBad: boolean): Html =>
  html`<span class="tag${isBad ? ' bad' : ''}" title="${title}">${text}</span>`;

/** State of the order that a span changed; nothing for any other span. */
export const orderTag = (order: string | undefined): Html =>
  order === undefined ? NOTHING : tag(order, ORDER_TITLE, isFailedOrder(order));

/** How the work of a trace ended: the order, the messages for recovery, and the error answered unless the order names it. */
export const stateTags = ({ order, recovery, problem }: TraceSummary): Html =>
  html`${order === undefined ? NOTHING : tag(`order ${order}`, ORDER_TITLE, isFailedOrder(order))}
${recovery.map((outcome) => tag(`recovery ${outcome}`, 'Outcome of the recovery message', isFailure(outcome)))}
${problem === undefined || isOrderIn(problem, order) ? NOTHING : tag(problem, 'Code of the error answered', true)}`;
