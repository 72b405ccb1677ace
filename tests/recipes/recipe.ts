/** One change of one file, as made by hand. */
export type Edit =
  | { readonly kind: 'new'; readonly file: string; readonly fixture: string }
  | {
      readonly kind: 'copy';
      readonly file: string;
      readonly from: string;
      /** Pairs of a text and its replacement; each text must be there. */
      readonly replace: readonly (readonly [string, string])[];
    }
  | {
      readonly kind: 'insert';
      readonly file: string;
      readonly before: string | RegExp;
      readonly text: string;
    };

/** A change that CONTRIBUTING.md describes, with the number of files it may touch. */
export interface Recipe {
  readonly name: string;
  readonly mostFiles: number;
  readonly edits: readonly Edit[];
}
