/** A scenario that can be started. */
export interface ListedScenario {
  readonly name: string;
  /** One sentence. */
  readonly summary: { readonly en: string; readonly ko: string };
}

/** `ending`: it was asked to end, and takes its faults away. `refused`: it could not begin. */
export type ScenarioState = 'running' | 'ending' | 'ended' | 'refused';

/** The last scenario that was started here, or the one that was the last at an instant. */
export interface ScenarioRunBody {
  readonly name: string;
  readonly state: ScenarioState;
  /** The last lines that it printed, oldest first. */
  readonly lines: readonly string[];
  /** Absent until it has ended. */
  readonly verdict?: ScenarioVerdict;
  /** A report is kept of the last run only, once it has ended. */
  readonly has_report?: true;
}

/** Verdict of a run, with why. */
export interface ScenarioVerdict {
  readonly verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE' | 'ABORTED';
  readonly sentence: string;
}

/** Answer of `GET /console/scenarios`, with `?until=`: at that instant, in milliseconds since 1970. */
export interface ScenariosBody {
  readonly scenarios: readonly ListedScenario[];
  /** Absent before the first. */
  readonly run?: ScenarioRunBody;
}
