import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { StackTemplate } from './stack.ts';

const ManifestSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});
const TEMPLATE = '.template.json';
const ASSETS = '.assets.json';

/** Whether {@link readAssembly} reads a file of this name. */
export const isOfAssembly = (file: string): boolean => file.endsWith(TEMPLATE) || file.endsWith(ASSETS);

/** Reads the stacks of a synthesised CDK app from its folder. */
export function readAssembly(directory: string): readonly StackTemplate[] {
  const templates = readdirSync(directory).filter((file) => file.endsWith(TEMPLATE));
  return templates.map((file) => {
    const id = file.slice(0, -TEMPLATE.length);
    const readJson = (name: string): unknown => JSON.parse(readFileSync(join(directory, name), 'utf8'));
    const { files } = ManifestSchema.parse(readJson(`${id}${ASSETS}`));
    return {
      id,
      template: readJson(file),
      assetDirectory(hash) {
        const path = files[hash]?.source.path;
        return path === undefined ? undefined : resolve(directory, path);
      },
    };
  });
}
