import type { Frame } from '#shared/console/frame';
import { addFrame, addFrames, connection } from './store.ts';

/** Fills the store from the one stream of the page. The browser connects again by itself. */
export function openStream(): void {
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
}
