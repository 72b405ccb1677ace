import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './keys/keys.ts';
import { hasEngine } from './panels/registry.ts';
import { keepInUrl } from './state/page-state.ts';
import { openStream } from './state/stream.ts';

const place = document.getElementById('console');
if (place) {
  keepInUrl();
  listenToKeys();
  if (hasEngine) openStream();
  place.replaceChildren();
  render(<App />, place);
}
