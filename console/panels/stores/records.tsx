import { useEffect, useState } from 'preact/hooks';
import { ShowsNow } from '#console/parts/shows-now';
import { wordsOf } from '#console/words/words.ts';
import { OrderList, UserList } from './lists.tsx';
import { beforeOf, find, found, problem, readList } from './records-state.ts';
import { STORES } from './words.ts';

/** Users and orders, found by an id or a name. They are read when asked for: each reading reads a whole table. */
export function Records() {
  const words = wordsOf(STORES);
  const text = found.value;
  const [users, orders] = [beforeOf('users'), beforeOf('orders')];
  useEffect(() => void readList('users'), [text, users]);
  useEffect(() => void readList('orders'), [text, orders]);
  return (
    <>
      <ShowsNow />
      <Search key={text} />
      {problem.value === '' ? null : (
        <p class="refusal" role="alert">
          {words.failed} {problem.value}
        </p>
      )}
      <UserList />
      <OrderList />
    </>
  );
}

function Search() {
  const words = wordsOf(STORES);
  const [typed, type] = useState(found.value);
  return (
    <form
      class="card find"
      onSubmit={(event) => {
        event.preventDefault();
        find(typed.trim());
      }}
    >
      <label class="field">
        <span>{words.search}</span>
        <input maxLength={64} value={typed} onInput={({ currentTarget }) => type(currentTarget.value)} />
      </label>
      <button type="submit" class="primary">
        {words.find}
      </button>
    </form>
  );
}
