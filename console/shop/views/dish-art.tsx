/** Kinds of dishes that the shop has a picture of, by what stands in their names. */
const KINDS = { chicken: /치킨|chicken/i, pizza: /피자|pizza/i, salad: /샐러드|salad/i } as const;
type Kind = keyof typeof KINDS | 'bowl';

const kindOf = (name: string): Kind =>
  (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((kind) => KINDS[kind].test(name)) ?? 'bowl';

interface DishArtProps {
  readonly name: string;
  readonly variant: 0 | 1;
}

/** A picture of the dish, drawn by hand; it says nothing that the name does not. The two variants differ in colour. */
export function DishArt({ name, variant }: DishArtProps) {
  const kind = kindOf(name);
  return (
    <div class={`art ${kind} v${variant}`}>
      <svg viewBox="0 0 120 80" aria-hidden="true">
        <ellipse class="plate" cx="60" cy="46" rx="44" ry="27" />
        <ellipse class="rim" cx="60" cy="44" rx="34" ry="20" />
        {PICTURES[kind]}
      </svg>
    </div>
  );
}

const PICTURES = {
  chicken: (
    <>
      <g class="bone">
        <path d="M84 30l9-8" />
        <circle cx="94" cy="19" r="3.4" />
        <circle cx="97" cy="23" r="3.4" />
        <path d="M36 32l-9-8" />
        <circle cx="26" cy="21" r="3.4" />
        <circle cx="23" cy="25" r="3.4" />
      </g>
      <path class="food" d="M86 27c6 8-2 24-16 26-10 1-16-6-12-14 4-9 20-20 28-12z" />
      <path class="food deep" d="M34 29c-6 8 2 24 16 26 10 1 16-6 12-14-4-9-20-20-28-12z" />
      <path class="shine" d="M40 34c-3 4-1 9 3 13M80 32c3 3 2 8-1 11" />
    </>
  ),
  pizza: (
    <>
      <ellipse class="food" cx="60" cy="42" rx="31" ry="18" />
      <ellipse class="cheese" cx="60" cy="41" rx="26" ry="14" />
      <g class="topping">
        <ellipse cx="48" cy="37" rx="5" ry="3" />
        <ellipse cx="64" cy="34" rx="5" ry="3" />
        <ellipse cx="74" cy="42" rx="5" ry="3" />
        <ellipse cx="56" cy="46" rx="5" ry="3" />
        <ellipse cx="43" cy="44" rx="4" ry="2.4" />
        <ellipse cx="67" cy="49" rx="4" ry="2.4" />
      </g>
      <path class="cut" d="M60 41L34 33M60 41l28-8M60 41v14M60 41L40 53M60 41l22 11M60 41V27" />
    </>
  ),
  salad: (
    <>
      <path
        class="food"
        d="M30 42c2-12 12-8 14-14 6-8 12 2 18-4 8-4 10 6 16 6 8 2 10 6 12 12-4 14-16 18-30 18s-27-6-30-18z"
      />
      <path class="deep" d="M38 44c6-10 14-2 20-10M58 50c2-10 14-4 20-12M46 54c6-6 10-4 14-8" />
      <g class="topping">
        <circle cx="47" cy="40" r="4.4" />
        <circle cx="72" cy="44" r="4.4" />
        <circle cx="60" cy="53" r="3.8" />
      </g>
      <g class="cheese">
        <rect x="58" y="34" width="7" height="6" rx="1" transform="rotate(18 61 37)" />
        <rect x="50" y="47" width="6" height="5" rx="1" transform="rotate(-14 53 49)" />
        <rect x="79" y="36" width="6" height="5" rx="1" transform="rotate(30 82 38)" />
      </g>
    </>
  ),
  bowl: (
    <>
      <path class="food" d="M30 40h60a30 20 0 0 1-60 0z" />
      <path class="shine" d="M46 32c-3-5 3-6 0-11M60 32c-3-5 3-6 0-11M74 32c-3-5 3-6 0-11" />
    </>
  ),
} as const;
