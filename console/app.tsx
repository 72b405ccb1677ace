import { KeyHelp } from './keys/help.tsx';
import { panelOf } from './panels/registry.ts';
import { FaultBanner } from './parts/fault-banner.tsx';
import { Refusal } from './parts/refusal.tsx';
import { ShowsNow } from './parts/shows-now.tsx';
import { TimeBar } from './parts/time-bar.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { panel } from './state/page-state.ts';
import { recording } from './state/recording.ts';
import { shown } from './state/store.ts';
import { COMMON } from './words/common.ts';
import { wordsOf } from './words/words.ts';

/** The whole page: what is true everywhere above, and one panel. */
export function App() {
  const words = wordsOf(COMMON);
  const { id, Content, readsItself, readsPast } = panelOf(panel.value);
  const why = readsItself ? recording && words.needsEngine : shown.value ? undefined : words.waiting;
  return (
    <>
      <TopBar current={id} />
      <FaultBanner />
      <TimeBar />
      <Refusal />
      <main id={id}>
        {readsItself && !readsPast ? <ShowsNow /> : null}
        {why === undefined ? <Content /> : <p class="empty">{why}</p>}
      </main>
      <KeyHelp />
    </>
  );
}
