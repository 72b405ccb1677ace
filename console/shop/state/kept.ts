/** `localStorage` outlives the tab, `sessionStorage` a reload of the page in its tab. */
type Storage = 'localStorage' | 'sessionStorage';

/** A text that outlives the page. A browser that refuses storage loses it with the page, and nothing else. */
export function readKept(name: string, storage: Storage = 'localStorage'): string | undefined {
  try {
    return globalThis[storage].getItem(`shop.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined forgets it */
export function keep(name: string, value: string | undefined, storage: Storage = 'localStorage'): void {
  try {
    if (value === undefined) globalThis[storage].removeItem(`shop.${name}`);
    else globalThis[storage].setItem(`shop.${name}`, value);
  } catch {
    // private windows may have no storage
  }
}

/** A value that outlives a reload. Undefined where there is none, or it cannot be read. */
export function readTabValue<T>(name: string): T | undefined {
  try {
    return JSON.parse(readKept(name, 'sessionStorage') ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined forgets it */
export const keepTabValue = (name: string, value: unknown): void =>
  keep(name, value === undefined ? undefined : JSON.stringify(value), 'sessionStorage');
