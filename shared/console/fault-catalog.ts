/** A parameter of a mode. */
export interface ModeParam {
  readonly name: string;
  readonly kind: 'number' | 'text' | 'boolean' | 'choice';
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly given?: string;
  readonly isRequired: boolean;
}

/** What a mode does, and what it takes. */
export interface ModeDescription {
  readonly summary: { readonly en: string; readonly ko: string };
  readonly whens: readonly string[];
  readonly params: readonly ModeParam[];
}

/** The faults that can act on an edge: points, and the modes that fit there. */
export interface EdgeCatalog {
  readonly points: readonly { readonly point: string; readonly modes: readonly string[] }[];
  readonly modes: Readonly<Record<string, ModeDescription>>;
}
