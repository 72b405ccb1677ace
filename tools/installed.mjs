// Loaded before every program of package.json, by the Node that is first on the path, which may be an old one. Says in one
// sentence what the installation lacks, before an import of a program fails with a stack trace.
import { existsSync } from 'node:fs';

const NEEDED_NODE = 24;
const FAILED = 2;
const MODULES = new URL('../node_modules/', import.meta.url);
const has = (path) => existsSync(new URL(path, MODULES));

/** Returns what is missing and how to get it; undefined where nothing is. */
function problem() {
  if (process.platform === 'win32') return 'Windows itself is not supported; use WSL: https://aka.ms/wsl';
  if (!has('zod/package.json')) return 'the packages are not installed; run: npm ci';
  if (!has('esbuild/package.json')) return 'packages for development are missing; run: npm ci --include=dev';
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NEEDED_NODE) return undefined;
  const old = `this is Node ${node}, but Node ${NEEDED_NODE} is needed`;
  if (has('.bin/node')) return `${old}; start with npm (npm start), which uses the one it installed`;
  return `${old}, and the one of the packages is missing, because their install scripts did not run; run: npm rebuild node`;
}

const missing = problem();
if (missing !== undefined) {
  process.stderr.write(`error: ${missing}\n`);
  process.exit(FAILED);
}
