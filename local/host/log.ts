import { openStandardOutputs } from './line-output.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
/** The log level of functions, in the names of their logger. */
export const POWERTOOLS_LEVELS: Readonly<Record<LogLevel, string>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARN',
  silent: 'SILENT',
};

export interface Log {
  readonly level: LogLevel;
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  /** Prints a line at every level but `silent`, for facts that a person at the terminal needs. */
  notice(text: string): void;
  /** Number of lines that could not be written to standard output or standard error. */
  dropped(): number;
  /** Writes the buffered lines. */
  flush(): void;
}

export interface LogStreams {
  out(text: string): void;
  err(text: string): void;
  /** Number of lines that could not be written. */
  dropped(): number;
}

const FLUSH_AFTER_MS = 20;

let outputs: ReturnType<typeof openStandardOutputs> | undefined;
const standard = (): ReturnType<typeof openStandardOutputs> => {
  outputs ??= openStandardOutputs();
  return outputs;
};

const PROCESS_STREAMS: LogStreams = {
  out: (text) => standard().out.write(text),
  err: (text) => standard().err.write(text),
  dropped() {
    const { out, err } = standard();
    return out === err ? out.dropped : out.dropped + err.dropped;
  },
};

function finishOutputs(): void {
  outputs?.out.finish();
  outputs?.err.finish();
}

/** Logs with buffered lines. */
const holding = new Set<() => void>();
process.once('exit', () => {
  // Held lines are written first, so that the last lines are not dropped.
  finishOutputs();
  for (const flush of holding) flush();
  finishOutputs();
});

/** Creates a log: up to `info` on standard output in batches, warnings and errors on standard error at once. */
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
    notice: from('warn', hold),
    dropped: () => streams.dropped(),
    flush,
  };
}
