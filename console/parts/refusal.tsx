import { refusal } from '#console/state/commands.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

/** Why the last command was refused. */
export function Refusal() {
  if (refusal.value === '') return null;
  return (
    <p class="refusal" role="alert">
      {refusal.value}
      <button
        type="button"
        onClick={() => {
          refusal.value = '';
        }}
      >
        {wordsOf(COMMON).close}
      </button>
    </p>
  );
}
