import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Problem } from '../api/answer.ts';
import type { Words } from '../words/en.ts';
import { FinePrint } from './fine-print.tsx';
import type { OfShop } from './props.ts';

/** Characters of a password, the longest of the fields. */
const LONGEST = 1_024;

/** Log in or sign up. Open while the session asks for it. */
export function AccountDialog({ shop }: OfShop) {
  const { session, words } = shop;
  const dialog = useRef<HTMLDialogElement>(null);
  const isAsked = session.asked.value !== undefined;
  useEffect(() => {
    if (isAsked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isAsked]);
  const closed = (): void => {
    session.asked.value = undefined;
  };
  return (
    <dialog ref={dialog} onClose={closed} aria-labelledby="account-title">
      {isAsked ? <AccountForm shop={shop} /> : null}
      <button type="button" class="close" aria-label={words.value.close} onClick={closed}>
        ×
      </button>
    </dialog>
  );
}

function AccountForm({ shop }: OfShop) {
  const { account } = shop.words.value;
  const [isNew, becomeNew] = useState(false);
  const [isWorking, work] = useState(false);
  const [answer, show] = useState<Answer<unknown> | undefined>(undefined);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(given.get(name) ?? '');
    const credentials = { username: text('username'), password: text('password') };
    work(true);
    show(undefined);
    const { session } = shop;
    const answered = isNew
      ? await session.signUp({ ...credentials, email: text('email').trim() })
      : await session.logIn(credentials);
    show(answered.problem && answered);
    work(false);
  };
  const switchForm = (): void => {
    becomeNew(!isNew);
    show(undefined);
  };
  const title = isNew ? account.signUp : account.logIn;
  return (
    <form class="account" onSubmit={(event) => void submit(event)}>
      <h2 id="account-title">{title}</h2>
      <Field name="username" label={account.username} autocomplete="username" />
      {isNew ? <Field name="email" label={account.email} autocomplete="email" type="email" /> : null}
      <Field
        name="password"
        label={account.password}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        type="password"
      />
      <div role="status">
        {answer?.problem ? (
          <div class="note problem">
            <p>{sentenceFor(account, answer.problem)}</p>
            <FinePrint shop={shop} answer={answer} />
          </div>
        ) : null}
      </div>
      <button type="submit" class="main" disabled={isWorking}>
        {isWorking ? account.working : title}
      </button>
      <button type="button" class="link" onClick={switchForm}>
        {isNew ? account.known : account.newHere}
      </button>
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: 'username' | 'email' | 'new-password' | 'current-password';
  readonly type?: 'text' | 'email' | 'password';
}

function Field({ name, label, autocomplete, type = 'text' }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input type={type as 'text'} {...{ name, autocomplete }} required maxLength={LONGEST} />
    </label>
  );
}

function sentenceFor(words: Words['account'], { code, fields }: Problem): string {
  if (code === 'unauthenticated') return words.wrong;
  if (code === 'already_registered') return words.taken;
  return words.refused[fields[0] ?? ''] ?? words.failed;
}
