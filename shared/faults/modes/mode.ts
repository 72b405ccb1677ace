import type * as z from 'zod';
import type { AppError } from '#shared/errors';
import type { Point, Technology } from '../points/point.ts';
import type { Calls } from './calls.ts';

/** When an interrupting mode acts: before the work, in its place, or after it was done. */
export const WHENS = ['before', 'instead', 'after'] as const;
export type When = (typeof WHENS)[number];

/**
 * What a mode acts on: any call, a whole invocation, or one try of a client below the retries of an adapter. A mode of a
 * technology fits the points whose adapters use it.
 */
export type Seam = 'call' | 'invocation' | Technology;

/** One call that a rule acts on. */
export interface Hit<Params, S extends Seam> {
  readonly params: Params;
  readonly point: Point;
  readonly call: Calls[S];
  readonly requestId: string;
  /** From 0 to 1; from the seed where the rule has one. */
  random(): number;
  /** Waits, but never past the end of the invocation: then it throws `timeout`. */
  wait(ms: number): Promise<void>;
  /** The error of the point: `injected_error` for an invocation, `dependency_unavailable` for a port. */
  failure(problem: string): AppError;
  /** The error of a point that was not answered in time: `timeout`, or `dependency_timeout` for a port. */
  lateness(problem: string): AppError;
  /** The body of an answer with the status of an error. */
  errorBody(status: number): object;
  /** Writes what was recorded of hits; for a mode that ends the process. */
  persist(): Promise<void>;
  /** Time left of the invocation, in milliseconds. */
  remainingMs(): number;
}

interface Described<S extends Seam, Schema extends z.ZodObject> {
  /** Name on the wire. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly seam: S;
  /**
   * Narrows the points that fit.
   * @param params those of a rule; none where any will do
   */
  fits?(point: Point, params?: Partial<z.infer<Schema>>): boolean;
  /** Narrows the tries of a client on which it can act. Others are no calls of the rule. */
  appliesTo?(call: Calls[S]): boolean;
  /** What is wrong with parameters that are each right, if anything is. */
  problem?(params: Partial<z.infer<Schema>>): { readonly field: string; readonly text: string } | undefined;
  /**
   * Decides by chance what the parameters leave open, once for each hit. With the parameters that it returns, the mode does
   * the same again.
   */
  draw?(params: z.infer<Schema>, random: () => number): z.infer<Schema>;
  /** Whether it acts around all other rules, wherever its rule stands. @default false */
  readonly isOutermost?: boolean;
}

/** Acts at one moment: before the work, instead of it, or after it. */
export interface Interrupt<S extends Seam, Schema extends z.ZodObject> extends Described<S, Schema> {
  /** The first is the default. */
  readonly whens: readonly [When, ...When[]];
  params(): Schema;
  interrupt(hit: Hit<z.infer<Schema>, S>): Promise<void> | void;
}

/** Runs around the work, and may change it or its result. */
export interface Around<S extends Seam, Schema extends z.ZodObject> extends Described<S, Schema> {
  params(): Schema;
  around(hit: Hit<z.infer<Schema>, S>, next: () => Promise<unknown>): Promise<unknown>;
  /**
   * Whether it took effect, where that is known only from the result. @default always
   * @param truth what the work returned
   */
  tookEffect?(result: unknown, truth: unknown, call: Calls[S]): boolean;
}

/** Any mode, whatever its parameters are. */
// biome-ignore lint/suspicious/noExplicitAny: parameters are checked by the mode's own schema
export type Mode = Interrupt<any, any> | Around<any, any>;

/** Defines a mode that acts at one moment. */
export const interrupting = <S extends Seam, Schema extends z.ZodObject>(
  mode: Interrupt<S, Schema>,
): Interrupt<S, Schema> => mode;

/** Defines a mode that runs around the work. */
export const surrounding = <S extends Seam, Schema extends z.ZodObject>(
  mode: Around<S, Schema>,
): Around<S, Schema> => mode;

/** The moments at which a mode can act. */
export const whensOf = (mode: Mode): readonly [When, ...When[]] =>
  'interrupt' in mode ? mode.whens : ['instead'];

/** Whether a mode can act at a point; given the parameters of a rule, whether that rule can. */
export function fitsAt(mode: Mode, point: Point, params?: Readonly<Record<string, unknown>>): boolean {
  if (mode.fits && !mode.fits(point, params)) return false;
  switch (mode.seam as Seam) {
    case 'call':
      return true;
    case 'invocation':
      return point.kind !== 'port';
    default:
      return point.technologies.includes(mode.seam);
  }
}
