import * as z from 'zod';
import { askJson } from './ask-json.ts';
import type { Settings } from './settings.ts';

const Vector = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});

/** @returns the values that an instant query finds */
export async function queryMetrics({ prometheus }: Settings, query: string): Promise<number[]> {
  const url = `${prometheus}/api/v1/query?${new URLSearchParams({ query })}`;
  const { data } = await askJson('Prometheus', url, Vector);
  return data.result.map(({ value }) => Number(value[1]));
}
