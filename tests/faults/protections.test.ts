import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnSystem, startOwnSystem } from '#lab/own-system';
import { objections, settledVerdict } from '#lab/settle';
import type { Verdict } from '#oracle/verdict';
import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import { createApi } from '#tests/support/api/client';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { INVARIANTS } from '#tools/fault-docs/invariants';
import { type Played, SCENES } from './protection-scenes.ts';

const NAMES = Object.keys(PROTECTIONS) as ProtectionName[];
/** It opens the breaker of an environment that other scenes would use. */
const LAST: ProtectionName = 'breaker';

let system: OwnSystem;
let guarded: Awaited<ReturnType<typeof playAll>>;
let unguarded: Awaited<ReturnType<typeof playAll>>;

beforeAll(async () => {
  system = await startOwnSystem({ dynamodb: DYNAMODB });
  guarded = await playAll(() => []);
  unguarded = await playAll((protection) => [
    { point: pointOf(protection), mode: 'unprotected', protection },
  ]);
}, 240_000);
afterAll(() => system?.[Symbol.asyncDispose]());

/** Plays every scene, and judges once all is at rest. */
async function playAll(off: (name: ProtectionName) => readonly object[]) {
  const api = createApi(system.urls);
  const buyer = await api.newUser();
  const play = async (name: ProtectionName): Promise<[ProtectionName, Played]> => {
    const rules = [...(SCENES[name].rules ?? []), ...off(name)];
    const headers = rules.length > 0 ? { 'x-chaos': JSON.stringify(rules) } : {};
    return [name, await SCENES[name].play({ api, buyer, headers })];
  };
  const played = await Promise.all(NAMES.filter((name) => name !== LAST).map(play));
  played.push(await play(LAST));
  return { played: new Map(played), verdict: await settledVerdict(system.stores) };
}

/** A pattern of one service that covers all the points of a protection. */
function pointOf(protection: ProtectionName): string {
  const [first = ''] = PROTECTIONS[protection].points;
  return `${first.split('.')[0]}.*`;
}

const violationsOf = ({ results }: Verdict, name: string | undefined): readonly string[] =>
  results
    .filter(({ rule }) => rule.name === name)
    .flatMap(({ violations }) => violations.map(({ subject }) => subject));

test('with every protection on, the same scenes break nothing', () => {
  const broken = [...guarded.played].flatMap(([name, played]) =>
    played.broken ? [[name, played.broken]] : [],
  );

  expect(broken).toEqual([]);
  expect(objections(guarded.verdict)).toEqual({});
});

test.each(NAMES)('without %s its invariant fails', (name) => {
  const { rule, seen } = INVARIANTS[name];
  const { subjects, broken } = unguarded.played.get(name) ?? {};

  expect(subjects === undefined, 'either a rule of the oracle shows it or the scene').toBe(
    rule === undefined,
  );
  if (rule === undefined) expect(broken, seen).toEqual(expect.any(String));
  const found = violationsOf(unguarded.verdict, rule).join('\n');
  for (const subject of subjects ?? []) expect(found, seen).toContain(subject);
});
