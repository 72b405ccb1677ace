import { command } from '#console/state/commands.ts';
import { shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { change, MOST, wish } from './wish.ts';
import { LOAD } from './words.ts';

/** A slider that is moved sends its last value, and not every value in between. */
const SEND_AFTER_MS = 120;
/** So long the slider shows what it was moved to, until the load says the same. */
const SETTLED_AFTER_MS = 2_500;
let timer: ReturnType<typeof setTimeout> | undefined;
let movedMs = 0;

/** Rate or clients, also while the load runs. */
export function Level({ isBusy }: { readonly isBusy: boolean }) {
  const words = wordsOf(LOAD);
  const { kind, rate, clients } = wish.value;
  const running = isBusy && Date.now() - movedMs > SETTLED_AFTER_MS ? shown.value?.load?.wish : undefined;
  const level = running?.level ?? (kind === 'open' ? rate : clients);
  const move = (text: string): void => {
    const value = Math.max(0, Number(text));
    change(kind === 'open' ? { rate: value } : { clients: Math.round(value) });
    if (!isBusy) return;
    movedMs = Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => void command('PUT', '/console/load', { level: value }), SEND_AFTER_MS);
  };
  const label = kind === 'open' ? words.rate : words.clients;
  return (
    <div class="level">
      <label>
        <span>{label}</span>
        <input
          type="range"
          min={kind === 'open' ? 0 : 1}
          max={MOST[kind]}
          value={level}
          onInput={({ currentTarget }) => move(currentTarget.value)}
        />
      </label>
      <input
        type="number"
        aria-label={label}
        min={0}
        max={10_000}
        step="any"
        value={level}
        onInput={({ currentTarget }) => move(currentTarget.value)}
      />
    </div>
  );
}
