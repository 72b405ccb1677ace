import type { Frame } from './frame.ts';

/** What a console that was saved as a file shows. */
export interface Recording {
  /** When it was saved, in milliseconds since 1970. */
  readonly saved_at_ms: number;
  /** The query of the address at which it was saved: panel, what was chosen, the frozen instant, language. */
  readonly query: string;
  /** Oldest first. */
  readonly frames: readonly Frame[];
}

/** Id of the element of the file that holds the {@link Recording}. */
export const RECORDING_ID = 'recording';
