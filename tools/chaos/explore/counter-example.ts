import type { WrittenRule } from '#shared/faults/rules/rule';
import { PORT_NUMBERS } from '#shared/ports';
import { SERVICE_NAMES } from '#shared/services';
import { describeStrike, rulesInHeader } from './experiment.ts';
import type { Finding } from './finding.ts';
import { formName } from './forms/form.ts';
import type { Result } from './result.ts';

/** A stale copy is gone when it expires, and the oracle would wait for that. */
const AT_ONCE = '{ settleSeconds: 1 }';

/** A finding as files: the rules of the request's header, and a test that sends it. */
export interface CounterExample {
  readonly rules: string;
  readonly test: string;
}

/** @param stored rules under which the system was explored */
export function counterExample(
  { rule, text }: Pick<Finding, 'rule' | 'text'>,
  { experiment: { form, strikes } }: Pick<Result, 'experiment'>,
  stored: readonly WrittenRule[],
): CounterExample {
  const rules = form.rules?.() ?? rulesInHeader(strikes);
  const title = [formName(form), ...strikes.map(describeStrike)].join(', ');
  return {
    rules: `${JSON.stringify(rules, null, 2)}\n`,
    test: [
      '// Written by npm run chaos -- explore. It runs on a system that npm start has started, in any project with vitest.',
      `// ${rule}: ${text.replaceAll('\n', ' ')}`,
      "import { expect, test } from 'vitest';",
      "import { connect } from 'food-delivery-lambda/testing';",
      '',
      'const { env } = process;',
      ...SERVICE_NAMES.map(
        (service) =>
          `const ${service} = env.${service.toUpperCase()}_URL ?? 'http://localhost:${PORT_NUMBERS[service]}';`,
      ),
      `const chaos = connect({ ${SERVICE_NAMES.join(', ')} });`,
      '',
      `const rules = ${JSON.stringify(rules, null, 2)};`,
      'const faults = rules.length > 0 ? chaos.header(rules) : {};',
      '',
      HELPERS,
      '',
      `test(${JSON.stringify(title)}, async () => {`,
      ...stored.map((each, at) => `  await using stored${at + 1} = await chaos.on(${JSON.stringify(each)});`),
      '  const buyer = await newBuyer();',
      form.script.map((line) => `  ${line}`).join('\n'),
      `  await chaos.expectInvariants(${rule === 'caches' ? AT_ONCE : ''}); // ${rule}`,
      '}, 180_000);',
      '',
    ].join('\n'),
  };
}

const HELPERS = `const unique = () => \`u\${Date.now().toString(36)}\${Math.random().toString(36).slice(2, 8)}\`;
const call = async (method, url, { headers = {}, json, token } = {}) => {
  const answer = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(token && { authorization: \`Bearer \${token}\` }),
      ...(json && { 'content-type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(json) }),
  });
  const hits = answer.headers.get('x-chaos-hit');
  return { status: answer.status, hits, body: await answer.json().catch(() => undefined) };
};
const newBuyer = async () => {
  const username = unique();
  const json = { username, password: 'correct horse' };
  await call('POST', \`\${user}/signup\`, { json: { ...json, email: \`\${username}@example.com\` } });
  return (await call('POST', \`\${user}/login\`, { json })).body.access_token;
};
const place = (token, { menu = 1, quantity = 1, headers = faults } = {}) =>
  call('POST', \`\${order}/orders\`, {
    token,
    headers,
    json: { items: [{ menu_id: menu, quantity }], address: 'Seoul', phone: '010-1234-5678' },
  });`;
