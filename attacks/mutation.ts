import type { Random } from '#simulation/random';
import { isNode, type Node } from './verbatim-json.ts';
import { weirdValue } from './weird-values.ts';

/** The value with a few of its parts replaced, left out or repeated. */
export function mutated(random: Random, value: unknown, changes = random.between(1, 3)): unknown {
  const root: Node = { value: structuredClone(value) };
  for (let i = 0; i < changes; i++) {
    const [parent, key] = random.pick(placesIn(root));
    const way = random.next();
    if (way < 0.75 || key === 'value') parent[key] = weirdValue(random);
    else if (way < 0.9) delete parent[key];
    else parent[key] = [parent[key], parent[key]];
  }
  return root.value;
}

function placesIn(node: Node): [Node, string | number][] {
  return Object.entries(node).flatMap(([key, child]): [Node, string | number][] => {
    const here: [Node, string | number] = [node, Array.isArray(node) ? Number(key) : key];
    return isNode(child) ? [here, ...placesIn(child)] : [here];
  });
}
