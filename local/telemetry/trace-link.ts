import type { Environment } from '#shared/cli/settings';

/** Formats a trace id for a log line. */
export type TraceLink = (traceId: string) => string;

/** Creates links to traces: a URL, or a clickable word (OSC 8) where the terminal shows one. */
export function createTraceLink(traceUrl: (traceId: string) => string, areClickable: boolean): TraceLink {
  return areClickable ? (id) => `\x1b]8;;${traceUrl(id)}\x1b\\trace\x1b]8;;\x1b\\` : traceUrl;
}

const PROGRAMS = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|Tabby|rio)$/;
const TERMS = /kitty|alacritty|foot|ghostty|wezterm|contour/;
/** VTE, below GNOME Terminal and others, has them since 0.50. */
const FIRST_VTE = 5_000;

/**
 * Returns whether a terminal is known to make links of OSC 8 clickable. There is no way to ask it, and another terminal
 * shows only the word.
 */
export function makesLinksClickable(env: Environment, isTerminal: boolean): boolean {
  if (!isTerminal || env.TMUX || env.STY) return false;
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) return true;
  if (Number(env.VTE_VERSION) >= FIRST_VTE) return true;
  return PROGRAMS.test(env.TERM_PROGRAM ?? '') || TERMS.test(env.TERM ?? '');
}
