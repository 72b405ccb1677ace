import type { ServiceName } from '#shared/services';
import { MODES } from '../modes/all.ts';
import { findMode } from '../modes/find-mode.ts';
import { fitsAt } from '../modes/mode.ts';
import { globPattern } from '../points/glob.ts';
import type { Point } from '../points/point.ts';
import type { WrittenRule } from './rule.ts';

/** Most points that a message lists. */
const MOST_NAMED = 12;

/** Where the rules of a service may act. */
export interface Places {
  readonly service: ServiceName;
  /** Undefined where they are not known: then a pattern must begin with the service's name, or with `*`. */
  readonly points?: readonly Point[] | undefined;
  /** Key of sealed rules, where there is one. */
  readonly sealKey?: string | undefined;
  /** Whether something evaluates `stop_when` and ends the rule. Where nothing does, no rule has it. */
  readonly evaluatesStopWhen?: boolean | undefined;
}

/** The same, or points of several services. */
type SomePlaces = Omit<Places, 'service'> & { readonly service?: ServiceName | undefined };

export interface PlaceProblem {
  readonly field: 'point' | 'mode' | 'stop_when';
  /** What is wrong, and what is allowed. */
  readonly problem: string;
}

/** The reason why a service cannot keep a rule: nothing would end it as it says, or it could act nowhere. */
export const keepProblem = (rule: WrittenRule, places: Places): PlaceProblem | undefined =>
  stopProblem(rule, places) ?? placeProblem(rule, places);

function stopProblem({ stop_when }: WrittenRule, { evaluatesStopWhen }: Places): PlaceProblem | undefined {
  if (stop_when === undefined || evaluatesStopWhen) return undefined;
  const problem =
    'Nothing evaluates it here: only the engine (npm start) does; allowed are expires_at and max_hits';
  return { field: 'stop_when', problem };
}

/** The reason why a rule could act nowhere. */
export function placeProblem(rule: WrittenRule, { service, points }: SomePlaces): PlaceProblem | undefined {
  const { point, mode: modeName } = rule;
  const pattern = globPattern(point);
  if (!points) {
    if (!service || mayBeOf(service, point)) return undefined;
    return {
      field: 'point',
      problem: `The point ${point} is none of the ${service} service, whose points begin with ${service}.`,
    };
  }
  const matching = points.filter(({ name }) => pattern.test(name));
  if (matching.length === 0) return { field: 'point', problem: noSuchPoint(point, { service, points }) };
  const mode = findMode(modeName);
  if (mode && matching.some((each) => fitsAt(mode, each, rule))) return undefined;
  const suitable = points.filter((each) => mode && fitsAt(mode, each, rule)).map(({ name }) => name);
  if (mode && matching.some((each) => fitsAt(mode, each))) {
    const where = suitable.length > 0 ? suitable.join(', ') : `no point of ${ownerOf(service)}`;
    return { field: 'point', problem: `${modeName} with these parameters fits ${where}` };
  }
  const fitting = MODES.filter((each) => matching.some((place) => fitsAt(each, place)));
  return {
    field: 'mode',
    problem: `${modeName} does not fit ${point}; modes that fit are ${fitting.map(({ name }) => name).join(', ')}`,
  };
}

function noSuchPoint(glob: string, { service, points = [] }: SomePlaces): string {
  const names = points.map(({ name }) => name);
  const near = nearby(glob, names);
  const more = names.length > near.length ? `; ${names.length} in all` : '';
  return `${glob} matches no point of ${ownerOf(service)}; near it are ${near.join(', ')}${more}`;
}

const ownerOf = (service: ServiceName | undefined): string =>
  service === undefined ? 'any service' : `the ${service} service`;

/** The points that have most in common with a pattern, in the order of their names. */
function nearby(glob: string, names: readonly string[]): readonly string[] {
  const wanted = new Set(pairsOf(glob));
  const rank = (name: string): number => pairsOf(name).filter((pair) => wanted.has(pair)).length;
  return names
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, MOST_NAMED)
    .toSorted();
}

const pairsOf = (text: string): string[] => [...text.slice(1)].map((letter, at) => `${text[at]}${letter}`);

/** Whether a pattern of points can match one of the service. */
export const mayBeOf = (service: ServiceName, glob: string): boolean =>
  glob.startsWith(`${service}.`) ||
  (glob.includes('*') && `${service}.`.startsWith(glob.split('*')[0] ?? ''));
