import type { VNode } from 'preact';
import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { OrderLink } = await import('#console/parts/order-link');
const { Subject } = await import('./subject.tsx');

/** What a subject is shown as: texts, and the ids of orders that are linked. */
const shown = (subject: string): unknown => {
  const { children } = Subject({ subject }).props as { readonly children: unknown };
  return [children]
    .flat()
    .map((part) =>
      typeof part === 'string'
        ? part
        : (part as VNode<{ orderId: number }>).type === OrderLink &&
          (part as VNode<{ orderId: number }>).props.orderId,
    );
};

test.each([
  ['order 5', ['order ', 5]],
  ['the copy order:12', ['the copy order:', 12]],
  ['menu 3', ['menu 3']],
  ['dead letter 5', ['dead letter 5']],
  ['order five', ['order five']],
])('%s is shown as %j', (subject, parts) => {
  expect(shown(subject)).toEqual(parts);
});
