import { useEffect, useRef } from 'preact/hooks';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';
import { isHelpOpen, KEYS } from './keys.ts';

/** The list of all keys, over the page. */
export function KeyHelp() {
  const words = wordsOf(COMMON);
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = isHelpOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    isHelpOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="help" aria-label={words.keys} onClose={close}>
      <h2>{words.keys}</h2>
      <table>
        <tbody>
          {KEYS.map(({ shown, does }) => (
            <tr key={does}>
              <th scope="row">
                <kbd>{shown}</kbd>
              </th>
              <td>{words.keyHelp[does]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={close}>
        {words.close}
      </button>
    </dialog>
  );
}
