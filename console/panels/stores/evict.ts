import { signal } from '@preact/signals';
import { ask } from '#console/state/commands.ts';
import { wordsOf } from '#console/words/words.ts';
import type { EvictedBody } from '#shared/console/caches';
import { STORES } from './words.ts';

/** What came of the last eviction; empty before the first. */
export const said = signal('');

/** @param what a kind of copies, or the key of one */
export async function evict(what: string): Promise<void> {
  said.value = '…';
  const answer = await ask<EvictedBody>('POST', '/console/caches/evict', { what });
  said.value = answer ? wordsOf(STORES).evicted(answer.evicted) : '';
}
