import type uPlot from 'uplot';

/** A stretch of the time axis with a name: a fault that is on. */
export interface Window {
  readonly label: string;
  readonly fromS: number;
  readonly toS: number;
}

/** An instant with a name: an alert that fired. */
export interface Mark {
  readonly label: string;
  readonly atS: number;
}

type Colour = (name: string) => string;

const LABEL_OFFSET = 4;
const LINE_HEIGHT = 15;
/** Leaves what is behind a name to be seen. */
const PLATE_ALPHA = 0.8;
const FONT = '12px system-ui, sans-serif';

/** Shades the stretches in which faults were on. */
export function drawWindows(chart: uPlot, windows: readonly Window[], colour: Colour): void {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const { fromS, toS } of windows) {
    const left = Math.max(bbox.left, chart.valToPos(fromS, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(toS, 'x', true));
    ctx.fillStyle = colour('--fault-area');
    ctx.fillRect(left, bbox.top, Math.max(0, right - left), bbox.height);
  }
  ctx.restore();
}

/** Writes the names of these faults at the top, above the grid. */
export function drawWindowNames(chart: uPlot, windows: readonly Window[], colour: Colour): void {
  chart.ctx.save();
  for (const { label, fromS } of windows)
    write(chart, label, chart.valToPos(fromS, 'x', true), chart.bbox.top, colour('--fault'));
  chart.ctx.restore();
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

/** Draws instants as vertical lines, and their names above all lines: each below the one before, the first below the faults. */
export function drawMarks(chart: uPlot, marks: readonly Mark[], colour: Colour): void {
  const { ctx, bbox } = chart;
  const placed = marks
    .toSorted((one, other) => one.atS - other.atS)
    .map(({ label, atS }) => ({ label, left: chart.valToPos(atS, 'x', true) }));
  ctx.save();
  ctx.strokeStyle = colour('--text');
  ctx.setLineDash([]);
  for (const { left } of placed) {
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
  }
  for (const [at, { label, left }] of placed.entries()) {
    const top = bbox.top + (at + 1) * LINE_HEIGHT * devicePixelRatio;
    write(chart, label, left, top, colour('--text'), colour('--back'));
  }
  ctx.restore();
}

/** Writes a text right of a place, or left of it where there is no room. `plate`: colour that covers what is behind. */
function write(
  { ctx, bbox }: uPlot,
  text: string,
  left: number,
  top: number,
  colour: string,
  plate?: string,
): void {
  const ratio = devicePixelRatio;
  ctx.font = FONT.replace(/\d+/, (size) => String(Number(size) * ratio));
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  const offset = LABEL_OFFSET * ratio;
  const width = ctx.measureText(text).width;
  const isTooWide = left + offset + width > bbox.left + bbox.width;
  const [x, y] = [isTooWide ? left - offset - width : left + offset, top + offset];
  if (plate !== undefined) {
    ctx.globalAlpha = PLATE_ALPHA;
    ctx.fillStyle = plate;
    ctx.fillRect(x, y, width, LINE_HEIGHT * ratio);
    ctx.globalAlpha = 1;
  }
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
