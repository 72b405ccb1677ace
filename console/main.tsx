import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './keys/keys.ts';
import { hasEngine, panelOf } from './panels/registry.ts';
import { keepInUrl, panel } from './state/page-state.ts';
import { recording, refuseCalls } from './state/recording.ts';
import { openStream } from './state/stream.ts';
import { COMMON } from './words/common.ts';
import { wordsOf } from './words/words.ts';

const place = document.getElementById('console');
if (place) {
  keepInUrl();
  listenToKeys();
  if (recording) {
    place.classList.add('recorded');
    refuseCalls(() => wordsOf(COMMON).changesNothing);
  } else if (hasEngine) openStream();
  place.replaceChildren();
  render(<App />, place);
  // the list of pages is the server's, its title is a word of the console
  const pages = document.querySelector('#pages summary');
  const { title } = document;
  effect(() => {
    const site = recording ? title : wordsOf(COMMON).title;
    document.title = `${wordsOf(panelOf(panel.value).words).name} · ${site}`;
  });
  effect(() => {
    if (pages) pages.textContent = wordsOf(COMMON).pages;
  });
}
