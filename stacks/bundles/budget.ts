import type { Metafile } from 'esbuild';

/** Bytes that a cold start has to parse. */
const BUDGET_BYTES = 350_000;
const BUDGET_WITH_SDK_BYTES = 700_000;

export interface BundleSize {
  /** `<service>/<name>` */
  readonly name: string;
  readonly bytes: number;
  /** Undefined where there is none: the API pages carry their assets. */
  readonly budgetBytes: number | undefined;
}

export function measureBundles(metafile: Metafile): BundleSize[] {
  return Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('index.mjs'))
    .map(([path, output]) => {
      const name = path.split('/').slice(-3, -1).join('/');
      const hasSdk = Object.keys(output.inputs).some((input) =>
        input.includes('node_modules/@aws-sdk/client-'),
      );
      const budgetBytes = hasSdk ? BUDGET_WITH_SDK_BYTES : BUDGET_BYTES;
      return { name, bytes: output.bytes, budgetBytes: name.endsWith('/docs') ? undefined : budgetBytes };
    });
}

export const overBudget = ({ name, bytes, budgetBytes }: BundleSize): string[] =>
  budgetBytes !== undefined && bytes > budgetBytes
    ? [`${name} is ${kilobytes(bytes)}, allowed are ${kilobytes(budgetBytes)}`]
    : [];

export function sizeTable(sizes: readonly BundleSize[]): string {
  const width = Math.max(...sizes.map(({ name }) => name.length));
  return sizes
    .map(({ name, bytes, budgetBytes }) => {
      const budget = budgetBytes === undefined ? '' : ` of ${kilobytes(budgetBytes)}`;
      return `${name.padEnd(width)} ${kilobytes(bytes).padStart(8)}${budget}`;
    })
    .join('\n');
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
