import { language } from '#console/state/page-state.ts';

/** Codes of the stores and of traces, in Korean. In English they are shown as they are. */
export const KOREAN_CODES: Readonly<Record<string, string>> = {
  pending: '대기',
  confirmed: '확정',
  preparing: '조리 중',
  out_for_delivery: '배달 중',
  delivered: '배달됨',
  cancelled: '취소',
  failed: '실패',
  payment_failed: '결제 거절',
  out_of_stock: '품절',
  unavailable: '서비스 불가',
  timed_out: '시간 초과',
  completed: '완료',
  refunded: '환불',
  reserved: '예약',
  released: '반환',
  charged: '청구',
  declined: '거절',
  acted: '처리함',
  postponed: '미룸',
  redelivered: '다시 받음',
  dead_letter: '데드레터',
};

const inKorean = (text: string): string =>
  text.replace(/[a-z]+(?:_[a-z]+)*/g, (code) =>
    Object.hasOwn(KOREAN_CODES, code) ? (KOREAN_CODES[code] ?? code) : code,
  );

/** A state such as `failed: payment_failed`, in the language that is shown. */
export const shownCodes = (text: string): string => (language.value === 'ko' ? inKorean(text) : text);

/** How the stores word the particulars of an event, and the same in Korean. */
const PARTICULARS: readonly (readonly [RegExp, string])[] = [
  [/(\d+) x menu (\d+) at (\d+) won/g, '메뉴 $2 × $1개, 개당 $3원'],
  [/(\d+) x menu (\d+)/g, '메뉴 $2 × $1개'],
  [/(\d+) won/g, '$1원'],
  [/ by attempt (\S+)/g, ' 시도 $1'],
  [/, payment (\w+)/g, ', 결제 $1'],
  [/after (\S+) receives, request (\S+)/g, '$1번 받은 뒤, 요청 $2'],
];

/** The particulars of an event of an order, such as `2 x menu 1 at 18000 won`, in the language that is shown. */
export const shownParticulars = (text: string): string =>
  language.value === 'ko'
    ? inKorean(PARTICULARS.reduce((told, [pattern, korean]) => told.replace(pattern, korean), text))
    : text;
