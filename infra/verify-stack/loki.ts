import * as z from 'zod';
import { askJson } from './ask-json.ts';
import type { DemoLoad } from './demo-load.ts';
import { CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

const NANOS_PER_MS = 1_000_000n;
const Found = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.string(),
    result: z.array(z.object({ values: z.array(z.tuple([z.string(), z.string()], z.unknown())) })),
  }),
});

/** @returns the lines, or points, that a LogQL query finds since the load began */
export async function queryLogs({ loki }: Settings, { startMs }: DemoLoad, query: string): Promise<number> {
  const parameters = new URLSearchParams({
    query,
    start: String(BigInt(startMs) * NANOS_PER_MS),
    limit: '100',
  });
  const { data } = await askJson('Loki', `${loki}/loki/api/v1/query_range?${parameters}`, Found);
  return data.result.reduce((lines, { values }) => lines + values.length, 0);
}

/** @throws CheckFailed if a service of the load wrote no line */
export async function findLines(settings: Settings, load: DemoLoad): Promise<string> {
  const lines = await queryLogs(settings, load, `{service_name=~".+"} | trace_id = "${load.traceId}"`);
  if (lines === 0) throw new CheckFailed(`no line has trace_id ${load.traceId}`);
  return `${lines} with trace_id ${load.traceId}`;
}
