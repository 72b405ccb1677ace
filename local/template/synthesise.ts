// Run as a program of its own: CDK and esbuild take more memory than the rest of the engine, and are needed once.
import { rmSync } from 'node:fs';
import { createApp } from '#stacks/app';
import { buildFunctions } from '#stacks/build';

const [outdir = 'cdk.out'] = process.argv.slice(2);
try {
  rmSync(outdir, { recursive: true, force: true });
  await buildFunctions();
  createApp({ stage: 'local', outdir }).synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
