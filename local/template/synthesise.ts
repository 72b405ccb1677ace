// Runs as a separate program: CDK and esbuild take more memory than the rest of the engine, and are needed only once.

import { rmSync } from 'node:fs';
import { messageOf } from '#shared/error-message';
import { createApp } from '#stacks/app';
import { buildFunctions } from '#stacks/build';

const FOR_ALL = 0o022;
const [outdir = 'cdk.out'] = process.argv.slice(2);
try {
  rmSync(outdir, { recursive: true, force: true });
  // Bundles need modes for all users: Lambda and containers keep the modes and run as another user.
  const ofThisProcess = process.umask(FOR_ALL);
  await buildFunctions();
  process.umask(ofThisProcess);
  createApp({ stage: 'local', outdir }).synth();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
