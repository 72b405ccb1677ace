import type { LoadResult } from '#load/measure/load-result';
import type { StepFigures } from '#load/measure/sample';
import { screenTable } from '#shared/cli/screen-table';
import { msText, outcomesText } from './second-line.ts';

const PERCENT = 100;
const MB = 1e6;
const SOLD_OUT = '400 out_of_stock';
const HEAD = ['journey', 'step', 'ended', 'p50', 'p95', 'p99', 'max', 'p99 from send', 'outcomes'];

/** The result of a load, for the screen. */
export function summaryText(result: LoadResult): string {
  const { seconds, seed, begun, dropped, sent, late_ms, cpu_share, peak_rss_bytes, history } = result;
  const generator = `late ${msText(late_ms.p50)}/${msText(late_ms.p99)}/${msText(late_ms.max)} ms at p50/p99/most, ${(cpu_share * PERCENT).toFixed(0)} % of a processor, ${(peak_rss_bytes / MB).toFixed(0)} MB`;
  return [
    `${seconds.toFixed(1)} s, seed ${seed}: ${begun} journeys, ${dropped} dropped, ${sent} requests`,
    'Latency in ms, from when each request should have been sent:',
    screenTable([HEAD, ...result.steps.map(stepRow)]),
    `The generator: ${generator}`,
    ...(SOLD_OUT in result.all.outcomes ? ['Menus are sold out: npm run restock'] : []),
    ...(history === undefined ? [] : [`History of the orders: ${history}`]),
    conclusionText(result),
  ].join('\n');
}

function stepRow(figures: StepFigures): string[] {
  const { intended, sent } = figures.latency_ms;
  const times = [intended.p50, intended.p95, intended.p99, intended.max, sent.p99].map(msText);
  return [figures.journey, figures.step, String(figures.ended), ...times, outcomesText(figures)];
}

const conclusionText = ({ conclusion, reasons }: LoadResult): string =>
  conclusion === 'conclusive'
    ? 'Conclusive: the generator kept up.'
    : `INCONCLUSIVE: ${reasons.join('; ')}. These figures are not those of the system.`;
