import { LANGUAGES } from '../words/language.ts';
import { WORDS } from '../words/words.ts';
import type { OfShop } from './props.ts';

/** One button for each language, named in that language. */
export function LanguageSwitch({ shop }: OfShop) {
  return (
    <fieldset class="languages">
      <legend class="unseen">{shop.words.value.languages}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === shop.language.value}
          onClick={() => shop.speak(language)}
        >
          {WORDS[language].language}
        </button>
      ))}
    </fieldset>
  );
}
