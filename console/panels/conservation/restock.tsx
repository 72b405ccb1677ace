import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Field } from '#console/parts/fields';
import { ask } from '#console/state/commands.ts';
import { wordsOf } from '#console/words/words.ts';
import { DEFAULT_STOCK, MOST_STOCK } from '#shared/console/conservation';
import type { PrintedBody } from '#shared/console/functions';
import { CONSERVATION } from './words.ts';

/** What came of the last one; empty before the first. */
const printed = signal('');

/** Sets the stock of every menu by recorded changes, so that everything adds up after it too. */
export function Restock() {
  const words = wordsOf(CONSERVATION);
  const [stock, change] = useState(String(DEFAULT_STOCK));
  return (
    <>
      <form
        class="find"
        onSubmit={async (event) => {
          event.preventDefault();
          printed.value = '…';
          const answer = await ask<PrintedBody>('POST', '/console/restock', { stock: Number(stock) });
          printed.value = answer?.text ?? '';
        }}
      >
        <Field
          label={words.portionsOfEach}
          value={stock}
          isNumber
          isRequired
          least={0}
          most={MOST_STOCK}
          onValue={change}
        />
        <button type="submit">{words.restock}</button>
      </form>
      <div role="status">{printed.value === '' ? null : <pre class="printed">{printed.value}</pre>}</div>
    </>
  );
}
