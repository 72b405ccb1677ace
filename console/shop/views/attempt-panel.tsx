import type { Attempt } from '../state/attempt.ts';
import { orderHash } from '../state/view.ts';
import { FinePrint } from './fine-print.tsx';
import type { OfShop } from './props.ts';
import { SlowNote } from './slow-note.tsx';

/** An order on its way, or what became of it and what can be done. */
export function AttemptPanel({ shop }: OfShop) {
  return (
    <div role="status">
      <Shown shop={shop} />
    </div>
  );
}

function Shown({ shop }: OfShop) {
  const attempt = shop.checkout.attempt.value;
  const { placing } = shop.words.value;
  if (!attempt) return null;
  if (attempt.end) return <Ended shop={shop} attempt={attempt} end={attempt.end} />;
  return (
    <div class="note">
      <SlowNote key={attempt.startedMs} {...placing} />
      <FinePrint shop={shop} idempotencyKey={attempt.idempotencyKey} />
    </div>
  );
}

interface EndedProps extends OfShop {
  readonly attempt: Attempt;
  readonly end: NonNullable<Attempt['end']>;
}

function Ended({ shop, attempt, end: { outcome, answer } }: EndedProps) {
  const { outcomes, retry, seeOrder, close } = shop.words.value;
  const { name, orderId } = outcome;
  const [title, sentence] = outcomes[name];
  const { again, dismiss } = shop.checkout;
  const isRetried = outcome.retry !== 'none' && name !== 'outOfStock' && name !== 'notAccepted';
  return (
    <div class={`note ${name === 'confirmed' ? 'good' : 'problem'}`}>
      <div>
        <h3>{title}</h3>
        <p>{sentence}</p>
      </div>
      <p class="actions">
        {isRetried ? (
          <button type="button" class="main" onClick={again}>
            {name === 'loggedOut' ? retry.login : retry[outcome.retry]}
          </button>
        ) : null}
        {orderId === undefined ? null : (
          <a class="button" href={orderHash(orderId)}>
            {seeOrder}
          </a>
        )}
        <button type="button" class="quiet" onClick={dismiss}>
          {close}
        </button>
      </p>
      <FinePrint
        {...{ shop, answer, orderId }}
        idempotencyKey={outcome.retry === 'same' ? attempt.idempotencyKey : undefined}
      />
    </div>
  );
}
