/** Decides when journeys begin. */
export interface Loop {
  /** Resolves when the last phase is over, or the loop was stopped. Journeys may still be under way. */
  run(): Promise<void>;
  /** One level from now on, until the end of the plan: journeys per second in an open loop, clients in a closed one. */
  setLevel(level: number): void;
  level(): number;
  stop(): void;
}
