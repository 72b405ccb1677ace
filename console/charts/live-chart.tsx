import { useEffect, useRef, useState } from 'preact/hooks';
import { shownNumber } from '#console/format.ts';
import { rowsOfNames } from './names.ts';
import { ticks } from './ticks.ts';

/** A line of a chart. */
interface Line {
  readonly label: string;
  /** A CSS variable, such as `--ok`. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly isDashed?: boolean;
}

interface LiveChartProps {
  readonly title: string;
  readonly unit: string;
  /** Seconds until now: the last is 0. */
  readonly seconds: readonly number[];
  readonly lines: readonly Line[];
  /** Stretches with a name: faults that were on. */
  readonly windows: readonly { readonly label: string; readonly fromS: number; readonly toS: number }[];
}

const HEIGHT = 190;
const FIRST_WIDTH = 600;
const ROOM = { left: 48, right: 10, top: 18, bottom: 24 } as const;
const WANTED = { x: 6, y: 4 } as const;
const HEADROOM = 1.1;
/** Between the names of two rows, in pixels. */
const NAME_ROW = 13;

/** Lines over the last minutes, drawn by SVG: a twentieth of the bytes of a chart library, and none of its data twice. */
export function LiveChart({ title, unit, seconds, lines, windows }: LiveChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  const [pointed, setPointed] = useState<number>();
  useEffect(() => {
    const resized = new ResizeObserver(([entry]) =>
      requestAnimationFrame(() => setWidth(Math.max(1, entry?.contentRect.width ?? FIRST_WIDTH))),
    );
    if (place.current) resized.observe(place.current);
    return () => resized.disconnect();
  }, []);
  const leastS = Math.min(seconds[0] ?? 0, -1);
  const greatest = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const most = HEADROOM * Math.max(greatest, 1);
  const x = (s: number): number =>
    ROOM.left + (1 - Math.max(leastS, s) / leastS) * (width - ROOM.left - ROOM.right);
  const y = (value: number): number =>
    HEIGHT - ROOM.bottom - (value / most) * (HEIGHT - ROOM.top - ROOM.bottom);
  const point = (clientX: number): void => {
    const left = place.current?.getBoundingClientRect().left ?? 0;
    const share = (clientX - left - ROOM.left) / (width - ROOM.left - ROOM.right);
    const s = leastS * (1 - share);
    const at = seconds.findIndex((each) => each >= s);
    setPointed(at < 0 ? undefined : at);
  };
  const names = rowsOfNames(windows.map(({ label, fromS }) => ({ label, left: x(fromS) })));
  const at = pointed === undefined ? seconds.length - 1 : Math.min(pointed, seconds.length - 1);
  return (
    <figure class="chart">
      <figcaption>
        {title} <span class="unit">{unit}</span>
      </figcaption>
      <div
        ref={place}
        onPointerMove={({ clientX }) => point(clientX)}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={`${title}: ${linesInWords(lines, at)} ${unit}`}
        >
          {windows.map(({ label, fromS, toS }, index) => (
            <g key={`${label} ${fromS}`} class="window">
              <rect
                x={x(fromS)}
                y={ROOM.top}
                width={Math.max(1, x(toS) - x(fromS))}
                height={HEIGHT - ROOM.top - ROOM.bottom}
              />
              <text x={x(fromS)} y={ROOM.top - 5 + (names[index] ?? 0) * NAME_ROW}>
                {label}
              </text>
            </g>
          ))}
          {ticks(0, most, WANTED.y).map((value) => (
            <g key={value} class="tick">
              <path d={`M${ROOM.left} ${y(value)}H${width - ROOM.right}`} />
              <text x={ROOM.left - 6} y={y(value) + 4} text-anchor="end">
                {shownNumber(value)}
              </text>
            </g>
          ))}
          {ticks(leastS, 0, WANTED.x).map((s) => (
            <text key={s} class="second" x={x(s)} y={HEIGHT - 6} text-anchor={s === 0 ? 'end' : 'middle'}>
              {s} s
            </text>
          ))}
          {lines.map(({ label, colour, values, isDashed }) => (
            <path
              key={label}
              class="line"
              d={pathOf(seconds, values, x, y)}
              stroke={`var(${colour})`}
              stroke-dasharray={isDashed ? '6 4' : undefined}
            />
          ))}
          {pointed === undefined ? null : (
            <path class="pointer" d={`M${x(seconds[at] ?? 0)} ${ROOM.top}V${HEIGHT - ROOM.bottom}`} />
          )}
        </svg>
      </div>
      <ul class="legend" aria-hidden="true">
        {lines.map(({ label, colour, values }) => (
          <li key={label}>
            <span class="swatch" style={{ background: `var(${colour})` }} />
            {label} <b>{valueInWords(values[at])}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The values of all lines, for those who do not see them. */
export const linesInWords = (lines: readonly Pick<Line, 'label' | 'values'>[], at: number): string =>
  lines.map(({ label, values }) => `${label} ${valueInWords(values[at])}`).join(', ');

const valueInWords = (value: number | null | undefined): string => (value == null ? '–' : shownNumber(value));

/** A line with gaps where nothing was measured. */
function pathOf(
  seconds: readonly number[],
  values: readonly (number | null)[],
  x: (s: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let isOn = false;
  for (const [at, value] of values.entries()) {
    if (value !== null) path += `${isOn ? 'L' : 'M'}${x(seconds[at] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`;
    isOn = value !== null;
  }
  return path;
}
