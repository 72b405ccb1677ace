import { modeExamples } from '#lab/mode-examples';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt, type Mode, type When, whensOf } from '#shared/faults/modes/mode';
import type { Point, Technology } from '#shared/faults/points/point';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

/** Length of what takes time: noticeable, and shorter than every time limit. */
const MS = 200;
/** Modes after which the work is done and its answer is lost, which is another fault than before it. */
const LOSES_ANSWERS = ['exception', 'kill', 'timeout', 'connection_dropped', 'send_fails'];
/** Modes whose forms differ in more than time. */
const EVERY_FORM = ['wrong_value', 'clock_skew', 'corrupt_body'];

/** A mode at a point in one form. */
export interface Cell {
  /** Such as `order.payments.charge exception after`. */
  readonly name: string;
  readonly point: Point;
  readonly mode: Mode;
  /** As `PUT /chaos/{id}` takes it. */
  readonly rule: Readonly<Record<string, unknown>>;
  /** Its part of the time of a mode at a point: before and after share it, forms do not. */
  readonly share: number;
}

/** Every mode at every point where it fits, without those that turn a protection off. */
export function cellsOf(points: readonly Point[]): readonly Cell[] {
  const modes = MODES.filter(({ name }) => name !== 'unprotected');
  return points.flatMap((point) =>
    modes.filter((mode) => fitsAt(mode, point)).flatMap((mode) => formsOf(point, mode)),
  );
}

export const pairsOf = (cells: readonly Cell[]): number =>
  new Set(cells.map(({ point, mode }) => `${point.name} ${mode.name}`)).size;

function formsOf(point: Point, mode: Mode): Cell[] {
  const forms = (modeExamples(MS)[mode.name] ?? [{}]).filter((params) => fitsAt(mode, point, params));
  const chosen = EVERY_FORM.includes(mode.name) ? forms : forms.slice(0, 1);
  const [first, ...others] = whensOf(mode);
  const late = others.filter((when) => when === 'after' && LOSES_ANSWERS.includes(mode.name));
  const whens = [first, ...late];
  return chosen.flatMap((params) =>
    whens.map((when) => ({ ...newCell(point, mode, when, params), share: 1 / whens.length })),
  );
}

function newCell(
  point: Point,
  mode: Mode,
  when: When,
  params: Readonly<Record<string, unknown>>,
): Omit<Cell, 'share'> {
  const form = EVERY_FORM.includes(mode.name) ? Object.values(params) : [];
  const name = [point.name, mode.name, ...form, ...(when === 'after' ? [when] : [])].join(' ');
  return { name, point, mode, rule: { point: point.name, mode: mode.name, when, ...params } };
}

export const serviceOf = ({ name }: Point): ServiceName =>
  SERVICE_NAMES.find((service) => name.startsWith(`${service}.`)) ?? 'order';

/** What a mode acts on. Each needs a cell in every sample. */
export const seamOf = ({ mode }: Cell): 'call' | 'invocation' | Technology => mode.seam;

/** The cells by the port or shell of their points. */
export const byPort = (cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> =>
  Map.groupBy(cells, ({ point }) => (point.kind === 'port' ? point.name.replace(/\.\w+$/, '') : point.name));
