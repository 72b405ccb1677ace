/** A text that outlives the page. A browser that refuses storage loses it with the page, and nothing else. */
export function readKept(name: string): string | undefined {
  try {
    return localStorage.getItem(`shop.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined forgets it */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`shop.${name}`);
    else localStorage.setItem(`shop.${name}`, value);
  } catch {
    // private windows may have no storage
  }
}
