import type { Account } from '#load/client/account';
import type { Caller } from '#load/client/caller';
import { userCalls } from '#load/client/user-calls';
import type { Random } from '#simulation/random';

/** Tokens live for an hour. */
const OLD_MS = 45 * 60_000;
const RENEW_EVERY_MS = 5_000;

/** The users that place orders. They log in again when a token is old or was refused, beside the load. */
export class Accounts {
  readonly #accounts: readonly Account[];
  readonly #calls: ReturnType<typeof userCalls>;
  readonly #triedMs = new Map<Account, number>();

  constructor(accounts: readonly Account[], caller: Caller) {
    this.#accounts = accounts;
    this.#calls = userCalls({ caller });
  }

  draw(random: Random): Account {
    const account = random.pick(this.#accounts);
    if (account.needsLogin(OLD_MS)) this.#renew(account);
    return account;
  }

  /** The old token stays in use where the login fails. */
  #renew(account: Account): void {
    const nowMs = performance.now();
    if (nowMs - (this.#triedMs.get(account) ?? Number.NEGATIVE_INFINITY) < RENEW_EVERY_MS) return;
    this.#triedMs.set(account, nowMs);
    void this.#calls.logIn(account.identity).then((answer) => {
      if (answer) account.token = answer.access_token;
    });
  }
}
