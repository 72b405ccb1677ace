import { isHelpOpen, nextTheme, toggleLanguage } from '#console/keys/keys.ts';
import { hasEngine, PANELS } from '#console/panels/registry.ts';
import { go, language, theme } from '#console/state/page-state.ts';
import { recording, saveRecording } from '#console/state/recording.ts';
import { type Connection, connection, isFrozen, toggleFrozen } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';

const THEME_SIGNS = { auto: '◐', light: '☀', dark: '☾' } as const;

/** Name, panels, and whether what is shown is now. */
export function TopBar({ current }: { readonly current: string }) {
  const words = wordsOf(COMMON);
  const state = isFrozen.value ? 'frozen' : connection.value;
  return (
    <header class="top">
      <h1>{words.title}</h1>
      <nav aria-label={words.panels}>
        {PANELS.map((panel, at) => (
          <button
            type="button"
            key={panel.id}
            aria-current={panel.id === current ? 'page' : undefined}
            onClick={() => go(panel.id)}
          >
            <kbd>{at + 1}</kbd>
            {wordsOf(panel.words).name}
            <Alarm text={panel.alarm?.()} />
          </button>
        ))}
      </nav>
      <div class="tools">
        {recording ? <Recorded atMs={recording.saved_at_ms} /> : hasEngine ? <Now state={state} /> : null}
        <button type="button" lang={words.language === 'English' ? 'en' : 'ko'} onClick={toggleLanguage}>
          {words.language}
        </button>
        <button
          type="button"
          class="sign"
          aria-label={words.theme[theme.value]}
          title={words.theme[theme.value]}
          onClick={nextTheme}
        >
          {THEME_SIGNS[theme.value]}
        </button>
        <button
          type="button"
          class="sign"
          aria-label={words.keys}
          title={words.keys}
          onClick={() => {
            isHelpOpen.value = true;
          }}
        >
          ?
        </button>
      </div>
    </header>
  );
}

/** What is wrong in a panel, as a sign; its words are for screen readers, and for who points at it. */
function Alarm({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span class="alarm" role="img" aria-label={text} title={text}>
      ✗
    </span>
  );
}

/** Whether what is shown is now, and the switch between. */
function Now({ state }: { readonly state: 'frozen' | Connection }) {
  const words = wordsOf(COMMON);
  return (
    <>
      <span class={`state ${state}`} role="status">
        {words[state]}
      </span>
      <button type="button" onClick={toggleFrozen} aria-pressed={isFrozen.value}>
        {isFrozen.value ? words.goOn : words.freeze} <kbd>f</kbd>
      </button>
      <button type="button" title={words.saveHint} onClick={saveRecording}>
        {words.save} <kbd>s</kbd>
      </button>
    </>
  );
}

/** When a recording was made, by the clock and the calendar of this machine. */
function Recorded({ atMs }: { readonly atMs: number }) {
  const when = new Date(atMs).toLocaleString(language.value);
  return (
    <span class="state frozen" role="status">
      {wordsOf(COMMON).recorded(when)}
    </span>
  );
}
