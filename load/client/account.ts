/** A user that the generator signed up, with the token of its last login. */
export class Account {
  readonly userId: number;
  readonly identity: Identity;
  #token: string;
  #renewedMs = performance.now();
  #isRefused = false;

  constructor(userId: number, identity: Identity, token: string) {
    this.userId = userId;
    this.identity = identity;
    this.#token = token;
  }

  get token(): string {
    return this.#token;
  }

  set token(token: string) {
    this.#token = token;
    this.#renewedMs = performance.now();
    this.#isRefused = false;
  }

  /** A service did not take the token. */
  refused(): void {
    this.#isRefused = true;
  }

  /** Whether the user should log in again: the token is old, or was refused. */
  needsLogin(oldMs: number): boolean {
    return this.#isRefused || performance.now() - this.#renewedMs > oldMs;
  }
}

/** What a user signs up and logs in with. */
export interface Identity {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = 'correct horse battery staple';

/** Makes identities that no other run on the same system has. */
export function identitiesOf(run: string): () => Identity {
  let made = 0;
  return () => {
    const username = `load-${run}-${made++}`;
    return { username, email: `${username}@example.com`, password: PASSWORD };
  };
}
