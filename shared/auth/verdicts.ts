/** What a verified token says, and until when. */
export interface Verdict<Value> {
  readonly value: Value;
  /** The claim `exp`: the second of the epoch with which the token is no longer good. */
  readonly exp: number;
}

export interface Verdicts<Value> {
  /**
   * What the token says, from memory where it was verified before and has not expired.
   * @param verify rejects for a bad token; a rejection is never kept
   */
  of(token: string, verify: () => Promise<Verdict<Value>>): Promise<Value>;
}

export interface VerdictsOptions {
  readonly now?: () => number;
  /** Of more than so many, the one that was not asked for longest is dropped. @default 1,000 */
  readonly most?: number;
}

const MOST = 1_000;
const MS_PER_SECOND = 1_000;

/** Keeps verdicts on tokens: a signature that was right once stays right, so only the end is checked again. */
export function createVerdicts<Value>({
  now = Date.now,
  most = MOST,
}: VerdictsOptions = {}): Verdicts<Value> {
  /** By the whole token, since a token with one other character is another token. In order of use. */
  const kept = new Map<string, Verdict<Value>>();

  const isGood = ({ exp }: Verdict<Value>): boolean => exp > Math.floor(now() / MS_PER_SECOND);
  return {
    async of(token, verify) {
      const known = kept.get(token);
      kept.delete(token);
      const verdict = known && isGood(known) ? known : await verify();
      kept.set(token, verdict);
      if (kept.size > most) kept.delete(kept.keys().next().value as string);
      return verdict.value;
    },
  };
}
