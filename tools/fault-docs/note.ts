/** What the schema of a mode does not say. */
export interface ModeNote {
  /** What shows beside the marks that every hit leaves. */
  readonly seen?: string;
  /** What the system does about it. */
  readonly system: string;
  /** Alerts that fire when it acts on all calls under load, each with the condition where there is one. */
  readonly fires: readonly string[];
  /** Alerts that must stay silent. */
  readonly silent: readonly string[];
  /** What the system cannot notice, and the rule of the oracle that shows it. */
  readonly boundary?: string;
}
