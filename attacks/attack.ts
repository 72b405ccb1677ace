import type { Random } from '#simulation/random';

/** One write on a connection. */
export interface Step {
  readonly bytes: Buffer;
  /** Whether the server can know that nothing follows; where it cannot, the connection is ended on this side. */
  readonly isWhole: boolean;
  /** Decides whether an answer has a body. */
  readonly method: string;
}

/** Steps that follow each other, each on a connection of its own. */
export interface Attack {
  readonly kind: string;
  readonly steps: readonly Step[];
}

/** Ids that exist in the system under attack, so that attacks pass the first check. */
export interface Known {
  readonly token: string;
  readonly userId: number;
  readonly orderId: number;
  readonly queueUrl: string;
}

export type Draw = (random: Random, known: Known) => Attack;

/** One of several draws, each with its weight. */
export function drawOne<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let at = random.next() * total;
  for (const [weight, choice] of choices) {
    at -= weight;
    if (at < 0) return choice;
  }
  throw new Error('there is nothing to draw from');
}
