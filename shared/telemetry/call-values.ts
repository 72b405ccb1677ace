import { randomInt } from 'node:crypto';
import type { Attributes, Span } from '@opentelemetry/api';
import { ATTRIBUTE } from './conventions.ts';

/** Characters of one value. */
export const VALUE_LENGTH = 4;
/** Ends a list of which a part was left out. */
export const CUT_VALUES = '…';
const MOST_VALUES = 64;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SIX_BITS = 63;
/** Differs between processes, so that nobody can look a value up. */
const SEED = randomInt(2 ** 32 - 1);
const SEPARATED = /[\s"',:;/#{}[\]()&=?|]/;
const SEPARATORS = /[\s"',:;/#{}[\]()&=?|]+/;
/** A member that is the time of the call itself, which differs each time. */
const TIME = /(^|[_:])at$/;

/**
 * Writes which values an argument or answer holds, and none of them: four characters for each value, in order. Equal
 * values have equal characters, within one process only. Texts are taken apart, so that the id in a path or a key is the
 * id in a body.
 */
export function valuesOf(value: unknown): string {
  const written = { text: '', left: MOST_VALUES };
  add(value, written);
  return written.left < 0 ? written.text + CUT_VALUES : written.text;
}

interface Written {
  text: string;
  left: number;
}

function add(value: unknown, written: Written): void {
  if (written.left < 0 || value === undefined || value === null) return;
  if (typeof value === 'string') {
    if (!SEPARATED.test(value)) addPart(value, written);
    else for (const part of value.split(SEPARATORS, MOST_VALUES + 2)) addPart(part, written);
  } else if (typeof value !== 'object') addPart(String(value), written);
  else if (Array.isArray(value)) for (const item of value) add(item, written);
  else addMembers(value as Readonly<Record<string, unknown>>, written);
}

function addMembers(members: Readonly<Record<string, unknown>>, written: Written): void {
  for (const name in members) {
    if (written.left < 0) return;
    if (!TIME.test(name)) add(members[name], written);
  }
}

function addPart(part: string, written: Written): void {
  if (part === '' || --written.left < 0) return;
  let hash = SEED;
  for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  written.text +=
    ALPHABET.charAt(hash & SIX_BITS) +
    ALPHABET.charAt((hash >>> 6) & SIX_BITS) +
    ALPHABET.charAt((hash >>> 12) & SIX_BITS) +
    ALPHABET.charAt((hash >>> 18) & SIX_BITS);
}

/** Records which values a call is given. */
export function noteArguments(span: Span, given: unknown): void {
  if (span.isRecording()) span.setAttribute(ATTRIBUTE.callArguments, valuesOf(given));
}

/** Records which values a call returned. */
export function noteAnswer(span: Span, answer: unknown): void {
  if (span.isRecording()) span.setAttribute(ATTRIBUTE.callAnswer, valuesOf(answer));
}

/** The attribute of a call or an invocation that has this much time; none where it has no limit. */
export const deadlineOf = (ms: number): Attributes =>
  Number.isFinite(ms) ? { [ATTRIBUTE.deadlineMs]: Math.round(ms) } : {};
