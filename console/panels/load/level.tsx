import { useState } from 'preact/hooks';
import { command } from '#console/state/commands.ts';
import { wordsOf } from '#console/words/words.ts';
import { change, isBusy, isLevel, isRunning, MOST, MOST_LEVEL, type Wish, wish } from './wish.ts';
import { LOAD } from './words.ts';

/** A slider that is moved sends its last value, and not every value in between. */
const SEND_AFTER_MS = 120;
/** So long the slider shows what it was moved to, until the load says the same. */
const SETTLED_AFTER_MS = 2_500;
let timer: ReturnType<typeof setTimeout> | undefined;
let moved = { ms: 0, level: 0 };

/** Sends the level that was moved to, if the load still runs. */
function send(): void {
  clearTimeout(timer);
  timer = undefined;
  if (isRunning.peek()) void command('PUT', '/console/load', { level: moved.level });
}

/** Rate or clients of a loop, also while the load runs. */
export function Level({ kind }: Pick<Wish, 'kind'>) {
  const words = wordsOf(LOAD);
  const [refused, refuse] = useState<string>();
  const { rate, clients } = wish.value;
  const isMoving = isBusy.value && Date.now() - moved.ms < SETTLED_AFTER_MS;
  const level = isMoving ? moved.level : kind === 'open' ? rate : clients;
  const move = (text: string): void => {
    const value = Number(text);
    clearTimeout(timer);
    timer = undefined;
    if (text === '' || !isLevel(kind, value)) {
      refuse(text);
      return;
    }
    refuse(undefined);
    change(kind === 'open' ? { rate: value } : { clients: value });
    if (!isBusy.peek()) return;
    moved = { ms: Date.now(), level: value };
    timer = setTimeout(send, SEND_AFTER_MS);
  };
  const [label, allowed] =
    kind === 'open' ? [words.rate, words.rateAllowed] : [words.clients, words.clientsAllowed];
  const why = refused === undefined ? '' : allowed;
  return (
    <>
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
          ref={(field) => field?.setCustomValidity(why)}
          type="number"
          aria-label={label}
          aria-invalid={why !== ''}
          min={0}
          max={MOST_LEVEL}
          step="any"
          value={refused ?? level}
          onInput={({ currentTarget }) => move(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && timer !== undefined) send();
          }}
        />
      </div>
      {why === '' ? null : (
        <p class="wrong" role="alert">
          {why}
        </p>
      )}
    </>
  );
}
