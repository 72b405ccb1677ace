import { type Answer, member, send } from '../send.ts';
import type { Buyer, Form, Lab } from './form.ts';

const PASSWORD = 'correct horse';
const nameOf = (id: string): string => `explorer-${id}`;

/**
 * Signs a user up and in.
 * @throws Error if the system does not answer
 */
export async function newBuyer(urls: Lab['system']['urls'], id: string): Promise<Buyer> {
  const signedUp = await signUp(urls, id);
  const { body } = await logIn(urls, id);
  if (typeof member(body, 'access_token') !== 'string') throw new Error('no user could be signed up');
  return { name: id, id: Number(member(signedUp.body, 'id')), token: String(member(body, 'access_token')) };
}

const signUp = (urls: Lab['system']['urls'], id: string): Promise<Answer> =>
  send({
    method: 'POST',
    url: `${urls.user}/signup`,
    json: { username: nameOf(id), email: `${nameOf(id)}@example.com`, password: PASSWORD },
  });

const logIn = (
  urls: Lab['system']['urls'],
  id: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  send({
    method: 'POST',
    url: `${urls.user}/login`,
    headers,
    json: { username: nameOf(id), password: PASSWORD },
  });

/** The user whom a token names. */
function userIdIn(token: unknown): unknown {
  const payload = String(token).split('.')[1] ?? '';
  try {
    return member(JSON.parse(Buffer.from(payload, 'base64url').toString()), 'user_id');
  } catch {
    return undefined;
  }
}

/** All experiments log the same user in: a login changes nothing. */
export const logInForm: Form = {
  route: 'POST /login',
  variant: '',
  expects: 200,
  ask: async ({ system, buyer: { name } }, _own, headersOf) => [await logIn(system.urls, name, headersOf())],
  script: [
    "const json = { username: unique(), password: 'correct horse' };",
    `await call('POST', \`\${user}/signup\`, { json: { ...json, email: \`\${json.username}@example.com\` } });`,
    `const answer = await call('POST', \`\${user}/login\`, { headers: faults, json });`,
    `const check = await call('POST', \`\${user}/validate\`, { token: answer.body?.access_token });`,
    'if (answer.status === 200) expect(check.body.username).toBe(json.username);',
  ],
  judge({ answers: [answer] }, _evidence, { buyer }) {
    if (answer?.status !== 200) return { end: 'no token', orderIds: [] };
    const token = member(answer.body, 'access_token');
    if (token === undefined) return { end: 'unreadable', orderIds: [] };
    const userId = userIdIn(token);
    const isRight = userId === buyer.id;
    return {
      end: isRight ? 'a token of the user' : 'a token of another',
      orderIds: [],
      problem: isRight ? undefined : `a token of user ${userId} in place of ${buyer.id}`,
    };
  },
};
