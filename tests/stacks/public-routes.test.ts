import { expect, test } from 'vitest';
import { isChaosPath } from '#shared/faults/chaos-key';
import { PAGE_ROUTES } from '#shared/http/pages/page-routes';
import type { Auth, Route } from '#shared/http/route';
import { DEPLOYED_SERVICES } from '#stacks/services';
import { readText } from '#tests/support/source-files';

/** The words of docs/aws.md. */
const RIGHTS: Readonly<Record<Auth, string>> = {
  public: 'public',
  bearer: "user's token",
  user: "user's token",
  owner: "owner's token",
  service: 'service token',
};

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
const rightOf = ({ path, auth }: Route): string => (isChaosPath(path) ? '`x-chaos-key`' : RIGHTS[auth]);

/** Pairs of route and right, as the table of the document has them. */
function documentedRights(): [route: string, right: string][] {
  const sections = readText('docs/aws.md').split(/^## /m);
  const section = sections.find((text) => text.startsWith('Who may call what')) ?? '';
  return [...section.matchAll(/^\| (.+?) \| (`.+?`) \| .+ \|$/gm)].flatMap(([, right = '', routes = '']) =>
    [...routes.matchAll(/`(.+?)`/g)].map(([, route = '']): [string, string] => [route, right]),
  );
}

test('the document lists the right of every route on the stage aws, and no other route', () => {
  const rights = new Map([
    ...DEPLOYED_SERVICES.flatMap(({ api }) => Object.values(api.routes)).map(
      (route) => [nameOf(route), rightOf(route)] as const,
    ),
    ...PAGE_ROUTES.map((route) => [nameOf(route), 'public'] as const),
  ]);

  expect(documentedRights().sort()).toEqual([...rights].sort());
});
