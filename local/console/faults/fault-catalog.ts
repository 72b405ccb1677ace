import * as z from 'zod';
import type { EdgeCatalog } from '#shared/console/fault-catalog';
import type { EdgeId } from '#shared/console/topology';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt, type Mode, whensOf } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import { edgeOf } from './edges-of-points.ts';
import { MODES_IN_KOREAN } from './modes-in-korean.ts';

/** The faults that can act on an edge. */
export function catalogOf(edge: EdgeId, points: readonly Point[]): EdgeCatalog {
  const here = points
    .map(({ name, ...point }) => ({
      point: name,
      modes: MODES.filter(
        (mode) => fitsAt(mode, { name, ...point }) && edgeOf({ name, ...point }, mode) === edge,
      ),
    }))
    .filter(({ modes }) => modes.length > 0);
  const used = new Set(here.flatMap(({ modes }) => modes));
  return {
    points: here.map(({ point, modes }) => ({ point, modes: modes.map(({ name }) => name) })),
    modes: Object.fromEntries([...used].map((mode) => [mode.name, describe(mode)])),
  };
}

function describe(mode: Mode): EdgeCatalog['modes'][string] {
  const { properties = {}, required = [] } = z.toJSONSchema(mode.params(), { io: 'input' });
  return {
    summary: { en: mode.summary, ko: MODES_IN_KOREAN[mode.name] ?? mode.summary },
    whens: whensOf(mode),
    params: Object.entries(properties).map(([name, schema]) => {
      const { type, minimum, maximum, enum: choices, default: given } = Object(schema);
      return {
        name,
        ...(type === 'integer' || type === 'number'
          ? { kind: 'number' as const }
          : { kind: 'text' as const }),
        ...(type === 'boolean' && { kind: 'boolean' as const }),
        ...(Array.isArray(choices) && { kind: 'choice' as const, choices: choices.map(String) }),
        ...(typeof minimum === 'number' && { least: minimum }),
        ...(typeof maximum === 'number' && { most: maximum }),
        ...(given !== undefined && { given: String(given) }),
        isRequired: required.includes(name),
      };
    }),
  };
}
