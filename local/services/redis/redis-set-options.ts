import { Failure } from './redis-protocol.ts';

/** The options of SET that are supported: EX, PX and NX. */
export interface SetOptions {
  readonly expiresMs: number | null;
  readonly onlyNew: boolean;
}

const UNIT_MS: Readonly<Record<string, number>> = { EX: 1_000, PX: 1 };

/** @throws Failure for any other option */
export function setOptions(words: readonly Buffer[], nowMs = Date.now()): SetOptions {
  let expiresMs: number | null = null;
  let onlyNew = false;
  for (let index = 0; index < words.length; index++) {
    const option = words[index]?.toString('latin1').toUpperCase() ?? '';
    const unitMs = UNIT_MS[option];
    if (option === 'NX') onlyNew = true;
    else if (unitMs !== undefined && expiresMs === null && index + 1 < words.length) {
      index += 1;
      expiresMs = nowMs + amountOf(words[index]) * unitMs;
    } else throw new Failure('ERR syntax error');
  }
  return { expiresMs, onlyNew };
}

function amountOf(bytes: Buffer | undefined): number {
  const text = bytes?.toString('latin1') ?? '';
  if (!/^-?\d+$/.test(text)) throw new Failure('ERR value is not an integer or out of range');
  const amount = Number(text);
  if (amount <= 0) throw new Failure("ERR invalid expire time in 'set' command");
  return amount;
}
