import type { Panel } from '#console/panels/panel.ts';
import { Caches } from './caches.tsx';
import { STORES } from './words.ts';

/** What the stores hold: caches. */
export const stores: Panel = { id: 'stores', words: STORES, Content: Stores };

function Stores() {
  return (
    <div class="stores">
      <Caches />
    </div>
  );
}
