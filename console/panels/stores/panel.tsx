import type { Panel } from '#console/panels/panel.ts';
import { recording } from '#console/state/recording.ts';
import { wordsOf } from '#console/words/words.ts';
import { Caches } from './caches.tsx';
import { Records } from './records.tsx';
import { STORES } from './words.ts';

/** What the stores hold: caches, users and orders. */
export const stores: Panel = { id: 'stores', words: STORES, Content: Stores };

function Stores() {
  return (
    <div class="stores">
      <Caches />
      {recording ? <p class="empty">{wordsOf(STORES).notRecorded}</p> : <Records />}
    </div>
  );
}
