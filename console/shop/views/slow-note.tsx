import { useEffect, useState } from 'preact/hooks';

interface SlowNoteProps {
  readonly soon: string;
  readonly slow: string;
  /** @default as `slow` */
  readonly verySlow?: string;
}

const SLOW_MS = 1_500;
const VERY_SLOW_MS = 6_000;

/** One sentence while something is on its way; another one when it takes long. */
export function SlowNote({ soon, slow, verySlow = slow }: SlowNoteProps) {
  const [text, show] = useState(soon);
  useEffect(() => {
    const timers = [setTimeout(() => show(slow), SLOW_MS), setTimeout(() => show(verySlow), VERY_SLOW_MS)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <p class="waiting" role="status">
      <span class="pulse" aria-hidden="true" /> {text}
    </p>
  );
}
