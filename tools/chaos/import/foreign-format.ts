import type { Point } from '#shared/faults/points/point';
import type { DeployedFunction } from './deployed-functions.ts';

/** A rule in our form, under its id. */
export interface ImportedRule {
  readonly id: string;
  readonly rule: { readonly point: string; readonly mode: string } & Readonly<Record<string, unknown>>;
}

/** What a file asks for, or a part of it, that no rule keeps. */
export interface LeftOut {
  /** Where it stands in the file. */
  readonly what: string;
  readonly why: string;
}

export interface Imported {
  readonly rules: readonly ImportedRule[];
  readonly left: readonly LeftOut[];
}

/** The system that the rules are for. */
export interface ImportTarget {
  /** The handlers that a file means which names no function, such as `*.handler`. */
  readonly handler: string;
  readonly points: readonly Point[];
  readonly functions: readonly DeployedFunction[];
  readonly region: string;
  readonly nowMs: number;
}

/** A format of another tool. */
export interface ForeignFormat {
  /** With its article. */
  readonly name: string;
  /** By its shape alone; what is wrong inside is for `read`. */
  recognises(file: unknown): boolean;
  /** @throws ZodError, UsageError */
  read(file: unknown, target: ImportTarget): Imported;
}

/** Makes an id of a rule from names of another tool. */
export const idFrom = (...names: readonly (string | number)[]): string =>
  names
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, 40);

/** A percentage as a member of a rule: none where it is all. */
export const percentageOf = (percentage: number): { readonly percentage?: number } =>
  percentage === 100 ? {} : { percentage: Math.round(percentage * 1e6) / 1e6 };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
