import type { ComponentChildren } from 'preact';

export interface RunCardProps {
  readonly title: string;
  /** The button that ends it, while it runs. */
  readonly end?: { readonly label: string; onEnd(): void } | undefined;
  /** Such as the name of what runs. */
  readonly name: string;
  readonly state: string;
  readonly says: string;
  readonly verdict?:
    | { readonly word: string; readonly isGood: boolean; readonly text: ComponentChildren }
    | undefined;
  readonly children?: ComponentChildren;
}

/** Something that was started here: how it goes, and its verdict. */
export function RunCard({ title, end, name, state, says, verdict, children }: RunCardProps) {
  return (
    <section class="card">
      <header>
        <h2>{title}</h2>
        {end ? (
          <button type="button" class="danger" onClick={end.onEnd}>
            ■ {end.label}
          </button>
        ) : null}
      </header>
      <p role="status" data-state={state}>
        <code>{name}</code> {says}
      </p>
      {verdict ? (
        <p class={`verdict ${verdict.isGood ? 'good' : 'bad'}`} data-verdict={verdict.word}>
          <span>{verdict.text}</span>
        </p>
      ) : null}
      {children}
    </section>
  );
}
