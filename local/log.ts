import { writeSync } from 'node:fs';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Log {
  readonly level: LogLevel;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  /** Writes what is still held back. */
  flush(): void;
}

export interface LogStreams {
  out(text: string): void;
  err(text: string): void;
}

const FLUSH_AFTER_MS = 20;
const STDOUT = 1;
const STDERR = 2;

function writeAll(fd: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      // A full pipe says EAGAIN and takes the rest later; a closed one will never take it.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}

const PROCESS_STREAMS: LogStreams = {
  out: (text) => writeAll(STDOUT, text),
  err: (text) => writeAll(STDERR, text),
};

/** Logs with lines not yet written. */
const holding = new Set<() => void>();
process.once('exit', () => {
  for (const flush of holding) flush();
});

/** Lines up to `info` go to standard output, several in one write; warnings and errors to standard error at once. */
export function createLog(level: LogLevel, streams: LogStreams = PROCESS_STREAMS): Log {
  const threshold = LOG_LEVELS.indexOf(level);
  let held: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    holding.delete(flush);
    if (held.length === 0) return;
    const text = `${held.join('\n')}\n`;
    held = [];
    streams.out(text);
  }

  function hold(text: string): void {
    held.push(text);
    holding.add(flush);
    timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
  }

  function alert(text: string): void {
    flush();
    streams.err(`${text}\n`);
  }

  const nothing = (): void => undefined;
  const from = <T>(wanted: LogLevel, write: T): T | typeof nothing =>
    LOG_LEVELS.indexOf(wanted) >= threshold ? write : nothing;

  return {
    level,
    debug: from('debug', hold),
    info: from('info', hold),
    warn: from('warn', alert),
    error: from('warn', alert),
    flush,
  };
}
