/** An attribute as the protocol writes it, checked: numbers are in canonical form, binary values are base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

export type Item = Readonly<Record<string, AttributeValue>>;

export const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type TypeName = (typeof TYPES)[number];

export function isTypeName(text: string): text is TypeName {
  return TYPES.some((type) => type === text);
}

/** Returns the type of a checked value, which has one member. */
export function typeOf(value: AttributeValue): TypeName {
  for (const name in value) if (isTypeName(name)) return name;
  throw new Error('an attribute value without a type');
}

/** Returns the members of a set; undefined for values of other types. */
export function membersOf(value: AttributeValue): readonly string[] | undefined {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : undefined;
}

/** Makes a set of the same type as another one. */
export function setLike(value: AttributeValue, members: readonly string[]): AttributeValue {
  if ('SS' in value) return { SS: members };
  return 'NS' in value ? { NS: members } : { BS: members };
}
