import type { VNode } from 'preact';
import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { connection, frames } = await import('#console/state/store.ts');
const { TimeBar } = await import('./time-bar.tsx');

const valueText = () => (TimeBar() as VNode<{ valueText: string }>).props.valueText;

test('the newest frame is of now only while new ones come', () => {
  frames.value = [{ at_ms: 1_000 }, { at_ms: 2_000 }];
  connection.value = 'live';
  expect(valueText()).toMatch(/, now$/);

  connection.value = 'lost';

  expect(valueText()).toMatch(/^[\d:]+( [AP]M)?$/);
});
