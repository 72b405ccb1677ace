import { send, uniqueName } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';

/** A body for POST /signup that is accepted once. */
export const account = (username = uniqueName()) => ({
  username,
  email: `${username}@example.com`,
  password: 'correct horse',
});

/** Calls of the user service whose answer a test inspects. */
export const accountCalls = ({ user }: ServiceUrls) => ({
  signUp: (json: unknown) => send('POST', `${user}/signup`, { json }),
  validate: (headers: Record<string, string>) => send('POST', `${user}/validate`, { headers }),
});
