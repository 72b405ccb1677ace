import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createApp } from '#stacks/app';
import { bundlesOf, DEPLOYED_SERVICES } from '#stacks/services';
import type { Stage } from '#stacks/stage';

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters: Readonly<Record<string, { readonly NoEcho?: boolean }>>;
}

/** Time limit of a synthesis for AWS on a busy machine; alone it takes half a second. */
export const SYNTHESIS_MS = 60_000;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is deleted after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-stacks-'));
  folders.push(folder);
  return folder;
}

/** A folder of bundles that do nothing, so that templates can be looked at without a build. */
export function emptyBundles(names: readonly string[] = allBundles()): string {
  const dist = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(dist, name), { recursive: true });
    writeFileSync(join(dist, name, 'index.mjs'), 'export const handler = async () => {};');
  }
  return dist;
}

/** Synthesised templates by stack id. */
export function synthesise(stage: Stage, context: Record<string, unknown> = {}): Record<string, Template> {
  const app = createApp({ stage, dist: emptyBundles(), outdir: temporaryFolder(), context });
  return Object.fromEntries(app.synth().stacks.map((stack) => [stack.id, stack.template as Template]));
}

export function resourcesOf(template: Template | undefined, type: string): Resource[] {
  return Object.values(template?.Resources ?? {}).filter((resource) => resource.Type === type);
}

const allBundles = (): string[] => [
  ...DEPLOYED_SERVICES.flatMap(bundlesOf).map(({ service, name }) => `${service}/${name}`),
  'layers/x-ray',
];
