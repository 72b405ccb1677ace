import { shownMs, shownTime } from '#console/format.ts';
import type { Panel } from '#console/panels/panel.ts';
import { wordsOf } from '#console/words/words.ts';
import { Equations } from './equations.tsx';
import { MenuTable } from './menu-table.tsx';
import { conservation } from './reading.ts';
import { RuleTable } from './rule-table.tsx';
import { CONSERVATION } from './words.ts';

/** Whether stock and money still add up. */
export const conservationPanel: Panel = {
  id: 'conservation',
  words: CONSERVATION,
  Content: ConservationPanel,
};

function ConservationPanel() {
  const words = wordsOf(CONSERVATION);
  const { reading, problem } = conservation.value;
  const violated = reading?.rules.filter(({ violations }) => violations > 0).length ?? 0;
  return (
    <div class="conservation">
      {problem === undefined ? null : (
        <p class="refusal">
          {words.problem}: {problem}
        </p>
      )}
      {reading ? (
        <>
          <p class={`verdict ${violated === 0 ? 'good' : 'bad'}`} role="status" data-violated={violated}>
            {violated === 0 ? `✓ ${words.holds}` : `✗ ${words.violated(violated)}`}
            <span class="muted">{words.readAt(shownTime(reading.read_at_ms), shownMs(reading.took_ms))}</span>
          </p>
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
