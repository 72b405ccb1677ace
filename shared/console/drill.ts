/** What a trainee names, each part by itself or all at once. */
export const NAMED_PARTS = ['service', 'point', 'mechanism', 'since'] as const;
export type NamedPart = (typeof NAMED_PARTS)[number];
type Named = Readonly<Partial<Record<NamedPart, string>>>;

/** `refused`: it could not begin. `over`: it is neither mended nor revealed, and no longer there. */
export type DrillState = 'starting' | 'running' | 'ended' | 'refused' | 'over';

/** What is done at present. */
export type DrillWork = 'start' | 'hint' | 'submit' | 'fix' | 'reveal';

/** A drill as its trainee may see it: the fault is in it from the end on, and not before. */
export interface DrillBody {
  readonly state: DrillState;
  readonly level: number;
  /** Absent while nothing is done. */
  readonly work?: DrillWork;
  /** Why the last request was refused. */
  readonly problem?: string;
  /** Milliseconds since 1970; absent until it has begun. */
  readonly started_at_ms?: number;
  readonly expires_at_ms?: number;
  readonly hints: readonly { readonly hint: string; readonly cost: number }[];
  readonly answers: readonly {
    readonly named: Named;
    readonly grades: Readonly<Partial<Record<NamedPart, DrillGrade>>>;
  }[];
  /** Whether the fault is named well enough to be ended. */
  readonly is_located: boolean;
  readonly report?: DrillReport;
}
export type DrillGrade = 'right' | 'partly' | 'wrong';

/** What a drill ends with. */
export interface DrillReport {
  /** Absent where it was revealed. */
  readonly score?: DrillScore;
  /** Invariants that do not hold; null: the system did not come to rest. Absent where it was revealed. */
  readonly violated?: readonly string[] | null;
  /** The fault was ended by other means before, which mends nothing. */
  readonly was_off?: true;
  readonly solution: DrillSolution;
}

export interface DrillScore {
  /** Of 100. */
  readonly total: number;
  readonly has_passed: boolean;
  /** Points by what they are for: reached, and possible. */
  readonly points: Readonly<Record<string, readonly [number, number]>>;
  readonly costs: { readonly hints: number; readonly wrong: number };
  /** After the fault began; null where it was not done. */
  readonly seconds: Readonly<Record<'detect' | 'locate' | 'mend', number | null>>;
}

/** Sentences in English. */
export interface DrillSolution {
  readonly name: string;
  readonly service: string;
  readonly mechanism: string;
  readonly points: readonly string[];
  readonly began_at: string;
  readonly symptoms: Readonly<Record<'traces' | 'metrics' | 'logs', string>>;
  readonly remedy: string;
}

/** The words that answers are made of: the answer of `GET /console/drill/words`. */
export interface DrillWords {
  readonly levels: readonly number[];
  readonly services: readonly string[];
  readonly points: readonly string[];
  /** With what each is, in English. */
  readonly mechanisms: Readonly<Record<string, string>>;
  readonly remedies: Readonly<Record<string, string>>;
}
