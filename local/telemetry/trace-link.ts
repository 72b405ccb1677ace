import { isatty } from 'node:tty';

const STANDARD_OUTPUT = 1;

/** Formats a trace id for a log line. */
export type TraceLink = (traceId: string) => string;

/** Creates links to traces: a URL, or in a terminal a clickable word (OSC 8). */
export function createTraceLink(
  traceUrl: (traceId: string) => string,
  isTerminal: boolean = isatty(STANDARD_OUTPUT),
): TraceLink {
  return isTerminal ? (id) => `\x1b]8;;${traceUrl(id)}\x1b\\trace\x1b]8;;\x1b\\` : traceUrl;
}
