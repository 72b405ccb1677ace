import { defineWords } from '#console/words/words.ts';

export const STORES = defineWords({
  en: {
    name: 'Stores',
    caches: 'Caches in Redis',
    lead: 'A copy is there to be lost: evicted, the next reader reads the store. Hits and misses are counted while a console is open.',
    cache: 'Cache',
    kinds: { list: 'List of menus', menus: 'Menus', orders: 'Orders' },
    copies: 'Copies',
    hits: 'Hits',
    misses: 'Misses',
    bypassed: 'Without Redis',
    evictAll: 'Evict all',
    evictAllOf: (kind: string) => `Evict all: ${kind}`,
    evictOf: (key: string) => `✕ ${key}: evict`,
    evicted: (n: number) => (n === 1 ? '1 copy evicted' : `${n} copies evicted`),
  },
  ko: {
    name: '저장소',
    caches: 'Redis 캐시',
    lead: '복사본은 없어져도 됩니다. 비우면 다음 조회가 저장소에서 읽습니다. 적중과 실패는 콘솔이 열려 있는 동안 셉니다.',
    cache: '캐시',
    kinds: { list: '메뉴 목록', menus: '메뉴', orders: '주문' },
    copies: '복사본',
    hits: '적중',
    misses: '실패',
    bypassed: 'Redis 없이',
    evictAll: '모두 비우기',
    evictAllOf: (kind: string) => `모두 비우기: ${kind}`,
    evictOf: (key: string) => `✕ ${key} 비우기`,
    evicted: (n: number) => `복사본 ${n}개 비움`,
  },
});
