import type uPlot from 'uplot';
import type { Mark, Window } from './time-chart.tsx';

type Colour = (name: string) => string;

const LABEL_OFFSET = 4;
const FONT = '12px system-ui, sans-serif';

/** Shades the stretches in which faults were on, and writes their names at the top. */
export function drawWindows(chart: uPlot, windows: readonly Window[], colour: Colour): void {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const { label, fromS, toS } of windows) {
    const left = chart.valToPos(fromS, 'x', true);
    const right = chart.valToPos(toS, 'x', true);
    ctx.fillStyle = colour('--fault-area');
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    write(chart, label, left, bbox.top, colour('--fault'));
  }
  ctx.restore();
}

/** Draws the limit as a dashed line, where it lies in the chart. */
export function drawLimit(
  chart: uPlot,
  { label, value }: { readonly label: string; readonly value: number },
  colour: Colour,
): void {
  const { ctx, bbox } = chart;
  const top = chart.valToPos(value, 'y', true);
  if (top < bbox.top) return;
  ctx.save();
  ctx.strokeStyle = colour('--fault');
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, top);
  ctx.lineTo(bbox.left + bbox.width, top);
  ctx.stroke();
  write(chart, label, bbox.left, top, colour('--fault'));
  ctx.restore();
}

/** Draws instants as vertical lines with their names. */
export function drawMarks(chart: uPlot, marks: readonly Mark[], colour: Colour): void {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const { label, atS } of marks) {
    const left = chart.valToPos(atS, 'x', true);
    ctx.strokeStyle = colour('--text');
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    write(chart, label, left, bbox.top, colour('--text'));
  }
  ctx.restore();
}

function write({ ctx }: uPlot, text: string, left: number, top: number, colour: string): void {
  const ratio = devicePixelRatio;
  ctx.font = FONT.replace(/\d+/, (size) => String(Number(size) * ratio));
  ctx.fillStyle = colour;
  ctx.textBaseline = 'top';
  ctx.fillText(text, left + LABEL_OFFSET * ratio, top + LABEL_OFFSET * ratio);
}
