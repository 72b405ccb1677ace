import { language } from '#console/state/page-state.ts';

interface ToldProps {
  /** Korean words by key. */
  readonly korean: Readonly<Record<string, string>>;
  /** What the text is about. */
  readonly about: string;
  /** As the server says it, in English. */
  readonly text: string;
}

/** What the server says in English, in the language that is shown. What has no Korean words is shown as it comes. */
export function Told({ korean, about, text }: ToldProps) {
  const own = language.value === 'ko' && Object.hasOwn(korean, about) ? korean[about] : undefined;
  return <span lang={own === undefined ? 'en' : 'ko'}>{own ?? text}</span>;
}
