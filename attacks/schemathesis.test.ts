import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineError } from '#local/host/engine-error';
import { AttackedEngine } from './attacked-engine.ts';
import { openSchemathesis, type Schemathesis } from './schemathesis.ts';
import { SIZE } from './size.ts';

const SEED = 1;

let engine: AttackedEngine;
let schemathesis: Schemathesis | EngineError;
beforeAll(async () => {
  schemathesis = await openSchemathesis().catch((error: unknown) => {
    if (error instanceof EngineError) return error;
    throw error;
  });
  engine = await AttackedEngine.start();
});
afterAll(() => engine[Symbol.asyncDispose]());

test.for(['user', 'restaurant', 'order'] as const)(
  'what %s answers to requests drawn from its document is in the document',
  async (service, { skip }) => {
    if (schemathesis instanceof EngineError) {
      skip(schemathesis.message);
      return;
    }
    const token = service === 'restaurant' ? await engine.serviceToken() : engine.known.token;
    const url = `http://localhost:${engine.ports[service]}`;

    const { ok, output } = await schemathesis.run({
      url,
      token,
      seed: SEED,
      examples: SIZE.examplesPerOperation,
    });

    console.log(/^Test cases:\n.*$/m.exec(output)?.[0]);
    expect(ok, output).toBe(true);
  },
);
