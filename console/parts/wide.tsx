import type { ComponentChildren } from 'preact';

interface WideProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What is wider than a narrow page scrolls by itself, with the keyboard too, though nothing in it takes the focus. */
export function Wide({ label, children }: WideProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <section class="wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
