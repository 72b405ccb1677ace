export interface RouteKey {
  /** `ANY` matches every method that has no route of its own. */
  readonly method: string;
  /** Path template such as `/users/{id}` or `/{proxy+}`. */
  readonly path: string;
}

export interface Match<R> {
  readonly route: R;
  readonly names: readonly string[];
  /** Values of the path parameters, still percent-encoded. */
  readonly values: readonly string[];
}

interface Found<R> {
  readonly route: R;
  readonly names: readonly string[];
}

interface Ends<R> {
  readonly byMethod: Map<string, Found<R>>;
}
interface Node<R> extends Ends<R> {
  readonly statics: Map<string, Node<R>>;
  parameter: Node<R> | undefined;
  proxy: Ends<R> | undefined;
}

const newNode = <R>(): Node<R> => ({
  byMethod: new Map(),
  statics: new Map(),
  parameter: undefined,
  proxy: undefined,
});

function nodeFor<R>(root: Node<R>, path: string, names: string[]): Ends<R> {
  let node = root;
  for (const part of path.split('/').filter(Boolean)) {
    const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
    if (name) names.push(name);
    if (plus) {
      node.proxy ??= { byMethod: new Map() };
      return node.proxy;
    }
    const child: Node<R> = (name ? node.parameter : node.statics.get(part)) ?? newNode();
    if (name) node.parameter = child;
    else node.statics.set(part, child);
    node = child;
  }
  return node;
}

/** Decodes a path segment: `%6Denus` is `menus`. A segment that cannot be decoded is returned unchanged. */
export function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Removes one trailing slash, which API Gateway ignores. */
const withoutTrailingSlash = (path: string): string =>
  path.endsWith('/') ? path.slice(1, -1) : path.slice(1);

/** Matches in API Gateway's order: a literal segment before `{name}` before `{name+}`, a method before `ANY`. */
export function createRouter<R extends RouteKey>(routes: readonly R[]) {
  const root = newNode<R>();
  for (const route of routes) {
    const names: string[] = [];
    nodeFor(root, route.path, names).byMethod.set(route.method, { route, names });
  }
  const pick = (ends: Ends<R>, method: string): Found<R> | undefined =>
    ends.byMethod.get(method) ?? ends.byMethod.get('ANY');

  function walk(
    node: Node<R>,
    parts: readonly string[],
    at: number,
    method: string,
    values: string[],
  ): Found<R> | undefined {
    const part = parts[at];
    if (part === undefined) return pick(node, method);
    const literal = node.statics.get(part.includes('%') ? decodeSegment(part) : part);
    const byLiteral = literal && walk(literal, parts, at + 1, method, values);
    if (byLiteral) return byLiteral;
    if (node.parameter && part !== '') {
      values.push(part);
      const byParameter = walk(node.parameter, parts, at + 1, method, values);
      if (byParameter) return byParameter;
      values.pop();
    }
    const byProxy = node.proxy && pick(node.proxy, method);
    if (byProxy) values.push(parts.slice(at).join('/'));
    return byProxy;
  }

  return (method: string, path: string): Match<R> | undefined => {
    const parts = path === '/' ? [] : withoutTrailingSlash(path).split('/');
    const values: string[] = [];
    const found = walk(root, parts, 0, method, values);
    return found && { ...found, values };
  };
}
