import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { drawLimit, drawMarks, drawWindowNames, drawWindows, type Mark, type Window } from './overlays.ts';

/** A line of a chart. */
export interface Series {
  readonly label: string;
  /** A CSS variable, such as `--ok`. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly isDashed?: boolean;
}

export interface TimeChartProps {
  readonly title: string;
  readonly unit: string;
  /** Seconds since the run began. */
  readonly seconds: readonly number[];
  readonly series: readonly Series[];
  readonly windows: readonly Window[];
  readonly marks?: readonly Mark[];
  readonly limit?: { readonly label: string; readonly value: number };
  /** Charts with the same key share their cursor. */
  readonly cursor: string;
}

const HEIGHT = 180;
/** Room for the numbers of each axis, in pixels. */
const TIME_AXIS = 32;
const VALUE_AXIS = 60;
const PADDING: [number, number, number, number] = [12, 12, 0, 0];

/** One chart over the time of a run, with its faults shaded, its limit as a line, and alerts as marks. */
export function TimeChart(props: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    let chart = draw(current, props);
    const redraw = (): void => {
      chart.destroy();
      chart = draw(current, props);
    };
    // in the next frame: a size that changes while sizes are observed is an error of the page
    const resized = new ResizeObserver(() =>
      requestAnimationFrame(() => chart.setSize({ width: current.clientWidth, height: HEIGHT })),
    );
    resized.observe(current);
    const colours = matchMedia('(prefers-color-scheme: dark)');
    colours.addEventListener('change', redraw);
    return () => {
      colours.removeEventListener('change', redraw);
      resized.disconnect();
      chart.destroy();
    };
  }, [props]);
  return (
    <figure class="chart">
      <figcaption>
        {props.title} <span class="unit">{props.unit}</span>
      </figcaption>
      <div ref={place} role="img" aria-label={inWords(props)} />
    </figure>
  );
}

function draw(place: HTMLElement, props: TimeChartProps): uPlot {
  const colour = (name: string): string => getComputedStyle(place).getPropertyValue(name).trim();
  const axis: uPlot.Axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const marks = (props.marks ?? []).map(({ atS }) => atS);
  const options: uPlot.Options = {
    width: place.clientWidth,
    height: HEIGHT,
    padding: PADDING,
    cursor: { sync: { key: props.cursor }, drag: { x: false, y: false } },
    legend: { live: true },
    scales: {
      x: { time: false, range: (_, least, most) => [least, Math.max(most, ...marks)] },
      y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.1] },
    },
    axes: [
      { ...axis, size: TIME_AXIS, values: (_, seconds) => seconds.map((s) => `${s} s`) },
      { ...axis, size: VALUE_AXIS },
    ],
    series: [
      { label: 'second' },
      ...props.series.map(({ label, colour: name, isDashed }) => ({
        label,
        stroke: colour(name),
        width: 1.5,
        ...(isDashed && { dash: [6, 4] }),
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(chart) => drawWindows(chart, props.windows, colour)],
      draw: [
        (chart) => {
          if (props.limit) drawLimit(chart, props.limit, colour);
          drawWindowNames(chart, props.windows, colour);
          drawMarks(chart, props.marks ?? [], colour);
        },
      ],
    },
  };
  const data = [props.seconds, ...props.series.map(({ values }) => values)] as uPlot.AlignedData;
  return new uPlot(options, data, place);
}

/** What a chart shows, for those who do not see it. */
function inWords({ title, unit, series, windows, limit, marks = [] }: TimeChartProps): string {
  const greatest = series.map(({ label, values }) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0
      ? `${label} without a value`
      : `${label} up to ${Math.round(Math.max(...known) * 10) / 10} ${unit}`;
  });
  const faults = windows.map(({ label, fromS, toS }) => `${label} from ${fromS} to ${toS} s`);
  const of = limit ? [`the limit is ${limit.value} ${unit}`] : [];
  const instants = marks.map(({ label, atS }) => `${label} at ${Math.round(atS)} s`);
  return [`${title} over time: ${greatest.join(', ')}`, ...of, ...faults, ...instants].join('; ');
}
