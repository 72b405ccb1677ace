import { shownMs, shownTime } from '#console/format.ts';
import type { Panel } from '#console/panels/panel.ts';
import { wordsOf } from '#console/words/words.ts';
import { Equations } from './equations.tsx';
import { MenuTable } from './menu-table.tsx';
import { ageSeconds, conservation } from './reading.ts';
import { RuleTable } from './rule-table.tsx';
import { CONSERVATION } from './words.ts';

/** Whether stock and money still add up. */
export const conservationPanel: Panel = {
  id: 'conservation',
  words: CONSERVATION,
  Content: ConservationPanel,
  alarm() {
    const count = violated();
    return count === 0 ? undefined : wordsOf(CONSERVATION).violated(count);
  },
};

/** How many rules are violated by the last verdict. */
const violated = (): number =>
  conservation.value.reading?.rules.filter(({ violations }) => violations > 0).length ?? 0;

function ConservationPanel() {
  const words = wordsOf(CONSERVATION);
  const { reading, problem } = conservation.value;
  const count = violated();
  const age = ageSeconds.value;
  return (
    <div class="conservation">
      {problem === undefined ? null : (
        <p class="refusal">
          {words.problem}: {problem}
        </p>
      )}
      {reading ? (
        <>
          <p class={`verdict ${count === 0 ? 'good' : 'bad'}`} role="status" data-violated={count}>
            {count === 0 ? `✓ ${words.holds}` : `✗ ${words.violated(count)}`}
            <span class="muted">{words.readAt(shownTime(reading.read_at_ms), shownMs(reading.took_ms))}</span>
          </p>
          {age === undefined ? null : <p class="old">{words.old(age)}</p>}
          <Equations reading={reading} />
          <div class="two">
            <RuleTable rules={reading.rules} />
            <MenuTable menus={reading.menus} />
          </div>
        </>
      ) : (
        <p class="empty">{words.waiting}</p>
      )}
    </div>
  );
}
