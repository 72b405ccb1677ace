interface Debug {
  readonly enabled: false;
}

/**
 * Replaces the package `debug` in the bundles: ioredis has a log of its own, which only a variable that no
 * function has would turn on, and every cold start would parse 7 kB for it.
 */
const off = (): Debug => ({ enabled: false });

// biome-ignore lint/style/noDefaultExport: the package it replaces has a default export
export { off as default };
