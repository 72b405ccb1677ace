import { buildFunctions } from '#stacks/build';

export async function setup(): Promise<void> {
  await buildFunctions();
}
