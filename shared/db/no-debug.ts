interface Debug {
  readonly enabled: false;
}

/**
 * Stands in for the package `debug` in the bundles: ioredis asks for a log of its own, which only a variable that no
 * function has would turn on, and every cold start would parse 7 kB for it.
 */
const off = (): Debug => ({ enabled: false });

// biome-ignore lint/style/noDefaultExport: what stands in for a module exports what the module exports
export { off as default };
