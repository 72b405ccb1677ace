import { SYSTEM } from '../system.ts';
import type { OfShop } from './props.ts';

/** The rest of the system, for those who came to see it. */
export function Rest({ shop }: OfShop) {
  const { rest } = shop.words.value;
  return (
    <footer>
      <h2>{rest.title}</h2>
      <p>{rest.lead}</p>
      <ul class="rest">
        {SYSTEM.pages.map(({ url, text }) => (
          <li key={url}>
            <a href={url}>{rest.pages[text] ?? text}</a>
          </li>
        ))}
        {SYSTEM.prefixes.map((prefix) => (
          <li key={prefix}>
            <a href={`${prefix}/docs`}>
              {rest.api} {prefix}
            </a>
          </li>
        ))}
      </ul>
    </footer>
  );
}
