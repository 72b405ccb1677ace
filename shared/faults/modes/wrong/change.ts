/**
 * Copies a value with the numbers in these members changed, at any depth: in maps, and in JSON text too.
 * @returns the value itself where nothing is changed
 */
export const changedMembers = (
  value: unknown,
  names: readonly string[],
  change: (number: number) => number,
): unknown =>
  copied(value, (copy) => {
    let isChanged = false;
    for (const name of names) {
      const number = copy[name];
      if (typeof number !== 'number') continue;
      copy[name] = change(number);
      isChanged = true;
    }
    return isChanged;
  });

/**
 * Copies a value with the first two of its lines exchanging what they are lines of.
 * @returns the value itself where it has no two lines
 */
export const swappedMembers = (value: unknown): unknown =>
  copied(value, (copy) => {
    const name = ['lines', 'items'].find((each) => Array.isArray(copy[each]));
    const [first, second, ...others] = (name ? copy[name] : []) as Members[];
    if (!name || !first || !second) return false;
    const menu = 'menuId' in first ? 'menuId' : 'menu_id';
    copy[name] = [{ ...first, [menu]: second[menu] }, { ...second, [menu]: first[menu] }, ...others];
    return true;
  });

type Members = Record<string, unknown>;
/** Changes an object in place. @returns whether it did */
type Edit = (copy: Members) => boolean;

function copied(value: unknown, edit: Edit): unknown {
  if (typeof value === 'string') return copiedText(value, edit);
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => [key, copied(each, edit)] as const);
    return entries.some(([key, each]) => each !== value.get(key)) ? new Map(entries) : value;
  }
  if (Array.isArray(value)) {
    const all = value.map((each) => copied(each, edit));
    return all.some((each, at) => each !== value[at]) ? all : value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const before = value as Members;
  const copy: Members = Object.fromEntries(
    Object.entries(before).map(([name, member]) => [name, copied(member, edit)]),
  );
  const isEdited = edit(copy);
  return isEdited || Object.keys(copy).some((name) => copy[name] !== before[name]) ? copy : value;
}

/** Cached values are JSON text. */
function copiedText(text: string, edit: Edit): string {
  if (!/^[[{]/.test(text)) return text;
  const value: unknown = JSON.parse(text);
  const copy = copied(value, edit);
  return copy === value ? text : JSON.stringify(copy);
}
