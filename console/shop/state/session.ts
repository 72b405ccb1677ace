import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answer, Problem } from '../api/answer.ts';
import { type Credentials, logIn, signUp } from '../api/routes.ts';
import type { Token } from '../api/wire.ts';
import { keep, readKept } from './kept.ts';

export interface LoggedIn {
  readonly username: string;
  readonly token: string;
}

export interface Session {
  readonly user: ReadonlySignal<LoggedIn | undefined>;
  /** Whether the login is open, and what follows it. */
  readonly asked: Signal<{ readonly next?: () => void } | undefined>;
  /** Returns the answer that decided; its problem is undefined once the user is logged in. */
  logIn(credentials: Credentials): Promise<Answer<Token>>;
  /** Signs up, then logs in. */
  signUp(account: Credentials & { readonly email: string }): Promise<Answer<unknown>>;
  logOut(): void;
  /** Ends the session after an answer that its token is no longer good. */
  endIfRefused(problem: Problem | undefined): void;
}

const KEPT = 'user';

export function createSession(): Session {
  const user = signal(readUser());
  const asked = signal<{ readonly next?: () => void } | undefined>(undefined);
  const become = (loggedIn: LoggedIn | undefined): void => {
    user.value = loggedIn;
    keep(KEPT, loggedIn && JSON.stringify(loggedIn));
  };
  const enter = async (credentials: Credentials): Promise<Answer<Token>> => {
    const answer = await logIn(credentials);
    if (answer.body) {
      become({ username: credentials.username, token: answer.body.access_token });
      const follows = asked.value?.next;
      asked.value = undefined;
      follows?.();
    }
    return answer;
  };
  return {
    ...{ user, asked, logIn: enter },
    async signUp(account) {
      const answer = await signUp(account);
      return answer.problem ? answer : enter(account);
    },
    logOut: () => become(undefined),
    endIfRefused(problem) {
      if (problem?.code === 'unauthenticated') become(undefined);
    },
  };
}

function readUser(): LoggedIn | undefined {
  try {
    const { username, token } = JSON.parse(readKept(KEPT) ?? '{}') as Partial<LoggedIn>;
    return username && token ? { username, token } : undefined;
  } catch {
    return undefined;
  }
}
