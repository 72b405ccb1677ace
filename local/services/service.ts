import type { DataDir } from '../host/data-dir.ts';
import type { Log } from '../host/log.ts';
import type { Watchdog } from '../host/watchdog.ts';

/** What every backend is given. */
export interface ServiceContext {
  readonly dataDir: DataDir;
  readonly watchdog: Watchdog;
  readonly log: Log;
  readonly onProgress: (text: string) => void;
  /** A backend process that was up has ended, and was not asked to. */
  readonly onEnded: (name: string, reason: string) => void;
}

/** One store, started by us or found elsewhere. After `stop`, `start` brings it back at the same address. */
export interface Service {
  /** Where clients reach it; filled in by the first `start`. */
  readonly url: string;
  /** Where the functions reach it, if there is a way for them alone. */
  readonly functionsUrl?: string;
  /** Absent for a store that is not ours. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}
