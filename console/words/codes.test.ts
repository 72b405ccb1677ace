import { beforeEach, expect, test, vi } from 'vitest';
import { OrderStatus, PaymentStatus } from '#functions/order/schemas';
import { ORDER_STATES } from '#shared/telemetry/order-state';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '?lang=ko', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'ko' });
const { KOREAN_CODES, shownCodes, shownParticulars } = await import('./codes.ts');
const { language } = await import('#console/state/page-state.ts');

beforeEach(() => {
  language.value = 'ko';
});

test('every state of an order and of its payment has a word in Korean', () => {
  const codes = [...ORDER_STATES, ...OrderStatus.options, ...PaymentStatus.options];

  expect(codes.filter((code) => !KOREAN_CODES[code])).toEqual([]);
});

test.each([
  ['failed: payment_failed', '실패: 결제 거절'],
  ['confirmed', '확정'],
  ['constructor', 'constructor'],
  ['something_new', 'something_new'],
])('%s is %s in Korean, and as it is in English', (code, korean) => {
  expect(shownCodes(code)).toBe(korean);
  language.value = 'en';
  expect(shownCodes(code)).toBe(code);
});

test.each([
  [
    '2 x menu 1 at 18000 won, 1 x menu 3 at 20000 won',
    '메뉴 1 × 2개, 개당 18000원, 메뉴 3 × 1개, 개당 20000원',
  ],
  ['out_of_stock: 2 x menu 1', '품절: 메뉴 1 × 2개'],
  ['charged 36000 won', '청구 36000원'],
  ['confirmed by attempt a1-b2', '확정 시도 a1-b2'],
  ['failed, payment refunded', '실패, 결제 환불'],
  ['(too old) after 3 receives, request r-1', '(too old) 3번 받은 뒤, 요청 r-1'],
])('the particulars %s are %s in Korean', (text, korean) => {
  expect(shownParticulars(text)).toBe(korean);
  language.value = 'en';
  expect(shownParticulars(text)).toBe(text);
});
