import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

test('finds every form of an import, and none of a package', () => {
  const text = [
    "import { join } from 'node:path';",
    "import type { Order } from '#functions/order/domain/order';",
    'import {',
    '  type Graph,',
    '  graphOf,',
    "} from './graph.ts';",
    "import './side-effect.ts';",
    "import { Fields } from '#console/parts/fields';",
    "import { go } from '#console/state/page-state.ts';",
    "export { x } from '../support/x.ts';",
    "const late = await import('./late.ts');",
    'const text = "import { y } from \'./in-a-text.ts\'";',
  ].join('\n');

  expect(importsOf({ path: 'tests/structure/a.ts', text }).map(({ to }) => to)).toEqual([
    'functions/order/domain/order.ts',
    'tests/structure/graph.ts',
    'tests/structure/side-effect.ts',
    'console/parts/fields.tsx',
    'console/state/page-state.ts',
    'tests/support/x.ts',
    'tests/structure/late.ts',
  ]);
});
