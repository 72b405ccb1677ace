/** Directed edges: each node with the nodes it points to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Builds a graph. An edge of a node to itself is dropped. */
export function graphOf(nodes: Iterable<string>, edges: Iterable<readonly [string, string]>): Graph {
  const graph = new Map<string, Set<string>>([...nodes].map((node) => [node, new Set()]));
  for (const [from, to] of edges) if (from !== to) graph.get(from)?.add(to);
  return graph;
}

/** Groups nodes that reach each other (Tarjan); a group comes after the groups that it points to. */
export function componentsOf(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const components: string[][] = [];
  const low = (node: string): number => lowest.get(node) ?? Number.POSITIVE_INFINITY;

  function visit(node: string): void {
    index.set(node, index.size);
    lowest.set(node, index.size - 1);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(low(node), low(next)));
    }
    if (low(node) === index.get(node)) components.push(stack.splice(stack.indexOf(node)));
  }

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return components;
}

/** Circles: groups of two or more nodes that reach each other. */
export const circlesOf = (graph: Graph): string[][] => componentsOf(graph).filter(({ length }) => length > 1);

/** The floor of each node: one above the highest node it points to. Nodes of one circle share a floor. */
export function floorsOf(graph: Graph): Map<string, number> {
  const floors = new Map<string, number>();
  for (const component of componentsOf(graph)) {
    const below = component.flatMap((node) => [...(graph.get(node) ?? [])]);
    const floor = 1 + Math.max(0, ...below.map((node) => floors.get(node) ?? 0));
    for (const node of component) floors.set(node, floor);
  }
  return floors;
}
