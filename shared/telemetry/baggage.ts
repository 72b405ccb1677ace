/** The value of one member of a W3C `baggage` header, as it is written there; undefined where the header has none. */
export function baggageMember(baggage: string | undefined, name: string): string | undefined {
  return baggage
    ?.split(',')
    .find((member) => nameOf(member) === name)
    ?.replace(/^[^=]*=([^;]*).*$/, '$1')
    .trim();
}

/** Sets or removes one member of a `baggage` header. The others stay as they are. */
export function withMember(
  baggage: string | undefined,
  name: string,
  value: string | undefined,
): string | undefined {
  const others = baggage?.split(',').filter((member) => nameOf(member) !== name) ?? [];
  const all = value === undefined ? others : [...others, `${name}=${value}`];
  return all.length > 0 ? all.join(',') : undefined;
}

const nameOf = (member: string): string | undefined => member.split('=', 1)[0]?.trim();
