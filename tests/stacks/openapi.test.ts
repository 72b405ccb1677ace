import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { userApi } from '#functions/user/api';
import { PORTS } from '#local/http/ports';
import { openApi } from '#shared/http/openapi';
import type { Route } from '#shared/http/route';
import { documents, staleDocuments } from '#stacks/openapi';
import { DEPLOYED_SERVICES } from '#stacks/services';

const routes = DEPLOYED_SERVICES.flatMap(({ api }) =>
  Object.entries(api.routes).map(([name, route]) => ({ name: `${api.service} ${name}`, route, api })),
);

test.each(DEPLOYED_SERVICES)('the $api.service document is valid OpenAPI 3.1', async ({ api }) => {
  const { valid, errors } = await new Validator().validate(structuredClone(openApi(api)));

  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test.each(routes)('$name: the examples are what the schemas say', ({ route }) => {
  if (route.body) expect(() => route.body?.parse(route.example.request)).not.toThrow();
  else expect(route.example.request).toBeUndefined();

  expect(route.response.parse(route.example.response)).toEqual(route.example.response);
});

test.each(routes)('$name: what is sent is what is meant, without transforms or defaults', ({ route }) => {
  const answer = route.status === 204 ? undefined : route.response;
  for (const schema of [route.body, answer].filter((part) => part !== undefined)) {
    const sent = z.toJSONSchema(schema, { io: 'input', override: allowUnknownFields });
    const meant = z.toJSONSchema(schema, { io: 'output', override: allowUnknownFields });

    expect(sent).toEqual(meant);
  }
});

test.each(routes)('$name: its tag is one of the service, and its summary is one line', ({ route, api }) => {
  expect(api.tags.map(({ name }) => name)).toContain(route.tag);
  expect(route.summary).toMatch(/^[A-Z][^\n.]{2,60}$/);
  expect(icon(route)).toMatch(/\p{Extended_Pictographic}/u);
});

test.each(DEPLOYED_SERVICES)(
  'the committed document of $api.service names the port of npm start',
  ({ api }) => {
    const [, text = ''] =
      [...documents()].find(([file]) => file.endsWith(`${api.service}.openapi.json`)) ?? [];

    expect(JSON.parse(text).servers).toEqual([{ url: `http://localhost:${PORTS[api.service].number}` }]);
  },
);

test('the e-mail rule is written out', () => {
  const { schemas } = openApi(userApi).components as { schemas: Record<string, { properties: object }> };

  expect(schemas.SignUp?.properties).toMatchObject({
    email: { format: 'email', maxLength: 254, pattern: expect.stringContaining('@') },
    username: { minLength: 1, maxLength: 254, description: expect.stringContaining('NFC') },
  });
});

test('the committed documents are current (`npm run openapi`)', () => {
  expect(staleDocuments()).toEqual([]);
});

/** Output schemas refuse unknown fields, input schemas ignore them; nothing else may differ. */
function allowUnknownFields({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

const icon = (route: Route): string => route.tag.split(' ')[0] ?? '';
