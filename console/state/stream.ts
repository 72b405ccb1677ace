import type { Frame } from '#shared/console/frame';
import { addFrame, addFrames, connection } from './store.ts';

/** Shorter than the engine goes on making frames for pages that are hidden. */
const STILL_OPEN_EVERY_MS = 30_000;

/**
 * Fills the store from the one stream of the page; the browser connects again by itself. A page that is hidden has no
 * stream: a browser has six connections to the engine, and that many hidden pages would block every other.
 */
export function openStream(): void {
  let end = followed();
  document.addEventListener('visibilitychange', () => {
    end();
    end = followed();
  });
}

/** Follows the frames as long as the page stays as visible as it is. @returns what ends it */
function followed(): () => void {
  if (document.hidden) {
    const timer = setInterval(
      () => void fetch('/console/still-open').catch(() => undefined),
      STILL_OPEN_EVERY_MS,
    );
    return () => clearInterval(timer);
  }
  const events = new EventSource('/console/events');
  events.onopen = () => {
    connection.value = 'live';
    void fetch('/console/frames')
      .then((answer) => answer.json() as Promise<Frame[]>)
      .then(addFrames)
      .catch(() => undefined);
  };
  events.onerror = () => {
    connection.value = 'lost';
  };
  events.onmessage = ({ data }) => addFrame(JSON.parse(data) as Frame);
  return () => events.close();
}
