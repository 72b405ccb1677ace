import { shownCountdown, shownTime } from '#console/format.ts';
import { hasEngine } from '#console/panels/registry.ts';
import { haltAll } from '#console/state/commands.ts';
import { go } from '#console/state/page-state.ts';
import { recording } from '#console/state/recording.ts';
import { newest, shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';
import type { Frame, ShownFault } from '#shared/console/frame';

/**
 * Every fault that is on, and the button that ends them all. A frozen page shows those of its instant, and those of now. The line
 * is there with no fault too: what stands below does not move when the first one comes.
 */
export function FaultBanner() {
  const words = wordsOf(COMMON);
  if (!hasEngine) return null;
  const [then, now] = [shown.value, newest.value];
  const count = (frame: Frame | undefined): number => frame?.faults?.length ?? 0;
  if (!hasFaults(then) && !hasFaults(now))
    return (
      <p class="no-faults" role="status">
        {then ? words.noFault : words.unknown}
      </p>
    );
  if (recording || then === now) return <Faults frame={then} title={words.faultsOn(count(then))} canHalt />;
  return (
    <>
      <Faults frame={then} title={words.faultsThen(count(then), shownTime(then?.at_ms ?? 0))} />
      <Faults frame={now} title={words.faultsNow(count(now))} canHalt />
    </>
  );
}

/** Whether a fault was on in this second, or whether one is could not be read. */
const hasFaults = (frame: Frame | undefined): boolean =>
  (frame?.faults?.length ?? 0) + (frame?.fault_problems?.length ?? 0) > 0;

interface FaultsProps {
  readonly frame: Frame | undefined;
  readonly title: string;
  readonly canHalt?: boolean;
}

function Faults({ frame, title, canHalt = false }: FaultsProps) {
  const words = wordsOf(COMMON);
  const { faults = [], fault_problems: problems = [] } = frame ?? {};
  if (!frame || !hasFaults(frame)) return null;
  return (
    <section class="banner" aria-label={title}>
      <strong role="status">⚡ {title}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.service}/${fault.id}`}>
            <Fault fault={fault} atMs={frame.at_ms} />
          </li>
        ))}
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      {canHalt ? (
        <button type="button" class="danger" onClick={haltAll}>
          {words.halt} <kbd>h</kbd>
        </button>
      ) : null}
    </section>
  );
}

interface FaultProps {
  readonly fault: ShownFault;
  readonly atMs: number;
}

function Fault({ fault: { id, mode, point, hits, edges, expires_at_ms }, atMs }: FaultProps) {
  const words = wordsOf(COMMON);
  const left = expires_at_ms === null ? undefined : expires_at_ms - atMs;
  return (
    <button type="button" class="link" onClick={() => go('topology', edges[0])} title={id}>
      {mode} <span class="muted">@ {point}</span> · {words.hits(hits ?? 0)}
      {left === undefined ? '' : ` · ${shownCountdown(left)}`}
    </button>
  );
}
