/** Content of a verified token. */
export interface Verdict<Value> {
  readonly value: Value;
  /** The claim `exp`, in seconds since 1970: the token is good until then. */
  readonly exp: number;
}

export interface Verdicts<Value> {
  /**
   * Returns the content of a token, from memory if it was verified before and has not expired.
   * @param verify rejects for a bad token; rejections are not kept
   */
  of(token: string, verify: () => Promise<Verdict<Value>>): Promise<Value>;
}

export interface VerdictsOptions {
  readonly now?: () => number;
  /** Greatest number of verdicts; beyond it the least recently used is dropped. @default 1,000 */
  readonly most?: number;
}

const MOST = 1_000;
const MS_PER_SECOND = 1_000;

/** Keeps verdicts on tokens. A valid signature stays valid, so only the end is checked at each use. */
export function createVerdicts<Value>({
  now = Date.now,
  most = MOST,
}: VerdictsOptions = {}): Verdicts<Value> {
  /** Verdicts by the whole token, the least recently used first. */
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
