import { Failure } from './redis-protocol.ts';

/** The options of SET, read. */
export interface SetOptions {
  readonly expiresMs: number | null;
  readonly keepTtl: boolean;
  readonly onlyNew: boolean;
  readonly onlyExisting: boolean;
  readonly get: boolean;
}

const MS_PER_SECOND = 1_000;
const syntaxError = (): Failure => new Failure('ERR syntax error');

function dueMs(unit: string, bytes: Buffer | undefined, nowMs: number): number {
  const text = bytes?.toString('latin1') ?? '';
  if (!/^-?\d+$/.test(text)) throw new Failure('ERR value is not an integer or out of range');
  const amount = Number(text);
  if (amount <= 0) throw new Failure("ERR invalid expire time in 'set' command");
  const ms = unit.startsWith('P') ? amount : amount * MS_PER_SECOND;
  return unit.endsWith('AT') ? ms : nowMs + ms;
}

export function setOptions(words: readonly Buffer[], nowMs = Date.now()): SetOptions {
  const flags = new Set<string>();
  let expiresMs: number | null = null;
  for (let index = 0; index < words.length; index++) {
    const option = words[index]?.toString('latin1').toUpperCase() ?? '';
    if (['NX', 'XX', 'GET', 'KEEPTTL'].includes(option)) {
      flags.add(option);
    } else if (['EX', 'PX', 'EXAT', 'PXAT'].includes(option) && index + 1 < words.length) {
      if (expiresMs !== null) throw syntaxError();
      index += 1;
      expiresMs = dueMs(option, words[index], nowMs);
    } else {
      throw syntaxError();
    }
  }
  const keepTtl = flags.has('KEEPTTL');
  if ((keepTtl && expiresMs !== null) || (flags.has('NX') && flags.has('XX'))) throw syntaxError();
  return {
    expiresMs,
    keepTtl,
    onlyNew: flags.has('NX'),
    onlyExisting: flags.has('XX'),
    get: flags.has('GET'),
  };
}
