/**
 * Replaces the SDK's own HTTP handlers in the bundles: every client of a function is given one of ours, and every cold
 * start would parse theirs and load `node:https` for them.
 */
export const NodeHttpHandler = {
  create<Handler>(handler: Handler): Handler {
    if (typeof (handler as { handle?: unknown }).handle !== 'function') {
      throw new TypeError('a client of a function needs a requestHandler');
    }
    return handler;
  },
};

/** Ours gives bodies in memory, which nothing needs to collect. */
export const streamCollector = (): never => {
  throw new TypeError('no answer is a stream');
};
