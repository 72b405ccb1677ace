import type { CachedCopies, CacheKind } from './caches.ts';

/** Portions of each menu that `npm run restock` and the console set, and the most that they take. */
export const DEFAULT_STOCK = 100_000;
export const MOST_STOCK = 1_000_000;

/** Portions of one menu. `stocked` is `sold` + `held` + `left`, or portions are lost or were sold twice. */
export interface MenuPortions {
  readonly id: number;
  readonly name: string;
  /** Put in by hand, less what was taken out. */
  readonly stocked: number;
  /** Of orders that go on. */
  readonly sold: number;
  /** Reserved for orders that are not decided, or that give them back. */
  readonly held: number;
  readonly left: number;
}

/** A menu in the table. */
export interface ListedMenu extends MenuPortions {
  /** Whether the rule of the stock names it: two readings found it wrong, and the portions are those of the second. */
  readonly is_violated: boolean;
}

/** A rule of the oracle. */
export interface RuleVerdict {
  readonly name: string;
  readonly claim: string;
  /** How many subjects violate it. */
  readonly violations: number;
  /** The first of them, each as `order 5: expected …, found …`. */
  readonly examples: readonly {
    readonly subject: string;
    readonly expected: string;
    readonly found: string;
  }[];
}

/** Whether stock and money add up, by one reading of the stores. */
export interface Conservation {
  /** Milliseconds since 1970. */
  readonly read_at_ms: number;
  readonly took_ms: number;
  readonly orders: number;
  readonly menus: readonly ListedMenu[];
  /** Sums of all menus, those not listed too. */
  readonly portions: Omit<MenuPortions, 'id' | 'name'>;
  /** Won. */
  readonly charged: number;
  readonly refunded: number;
  /** The bills of orders that go on. */
  readonly owed: number;
  readonly pending: number;
  readonly compensations_due: number;
  readonly dead_letters: number;
  readonly rules: readonly RuleVerdict[];
  readonly copies: Readonly<Record<CacheKind, CachedCopies>>;
}

/** A reading, or why there is none. */
export interface ConservationFrame {
  readonly reading?: Conservation;
  readonly problem?: string;
}

/** What the process of the oracle answers to a message. */
export type Judged = { readonly conservation: Conservation } | { readonly problem: string };
