/** An element of a JMeter plan, with those in the hash tree that follows it. */
export interface PlanElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PlanElement[];
}

const TAG = /<(\/?)([\w.]+)((?:\s+[\w.]+="[^"<]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w.]+)="([^"]*)"/g;
const STRAY = /<|&(?!(?:lt|gt|amp|quot|apos|#\d+);)/;

interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

/**
 * Reads the XML of a plan as JMeter does: after every element comes its hash tree.
 * @throws Error where the XML is not well-formed, or an element has no hash tree
 */
export function readPlan(xml: string): PlanElement[] {
  const root: Node = { tag: '', attributes: {}, children: [] };
  const open = [root];
  const text = xml.replace(/^<\?xml [^?]*\?>/, '').replace(TAG, (_, closing, tag, attributes, empty) => {
    const parent = open.at(-1) ?? root;
    if (closing !== '') {
      if (parent.tag !== tag) throw new Error(`</${tag}> closes <${parent.tag}>`);
      open.pop();
      return '';
    }
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]);
    const node: Node = { tag, attributes: Object.fromEntries(pairs), children: [] };
    parent.children.push(node);
    if (empty === '') open.push(node);
    return '';
  });
  if (open.length > 1) throw new Error(`<${open.at(-1)?.tag}> is not closed`);
  if (STRAY.test(text)) throw new Error(`"${STRAY.exec(text)?.[0]}" is not escaped`);
  const [plan] = root.children;
  if (plan?.tag !== 'jmeterTestPlan' || plan.children.length !== 1) throw new Error('not a JMeter plan');
  return elementsOf(plan.children[0]);
}

function elementsOf(tree: Node | undefined): PlanElement[] {
  if (tree?.tag !== 'hashTree') throw new Error(`<${tree?.tag}> stands where a hash tree belongs`);
  return tree.children.flatMap((node, i) => {
    if (i % 2 === 1) return [];
    const { tag, attributes } = node;
    if (tag === 'hashTree') throw new Error('a hash tree follows a hash tree');
    return [{ tag, attributes, children: elementsOf(tree.children[i + 1]) }];
  });
}
