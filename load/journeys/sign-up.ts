import type { Journey } from './journey.ts';

export const signUp: Journey = {
  about: 'signs up a new user and logs in',
  needs: [],
  async run(client) {
    const identity = client.newIdentity();
    if (!(await client.signUp(identity))) return;
    await client.think();
    await client.logIn(identity);
  },
};
