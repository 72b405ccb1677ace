import { shownNumber } from '#console/format.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ListedMenu } from '#shared/console/conservation';
import { Restock } from './restock.tsx';
import { CONSERVATION } from './words.ts';

/** Where the portions of each menu are. */
export function MenuTable({ menus }: { readonly menus: readonly ListedMenu[] }) {
  const words = wordsOf(CONSERVATION);
  return (
    <section class="card">
      <h2>{words.menus}</h2>
      <table class="menus">
        <thead>
          <tr>
            <th scope="col">{words.menu}</th>
            <th scope="col">{words.stocked}</th>
            <th scope="col">= {words.sold}</th>
            <th scope="col">+ {words.held}</th>
            <th scope="col">+ {words.left}</th>
          </tr>
        </thead>
        <tbody>
          {menus.map(({ id, name, stocked, sold, held, left, is_violated }) => (
            <tr key={id} class={is_violated ? 'bad' : 'good'}>
              <th scope="row">
                {name} <small class="muted">{id}</small>
              </th>
              <td>{shownNumber(stocked)}</td>
              <td>{shownNumber(sold)}</td>
              <td>{shownNumber(held)}</td>
              <td>{shownNumber(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Restock />
    </section>
  );
}
