import * as z from 'zod';
import { id, instant, ofLength, unicode } from '#shared/http/fields';
import { isUsername, MAX_USERNAME_CHARACTERS } from './domain/username.ts';

const username = ofLength(unicode, MAX_USERNAME_CHARACTERS)
  .refine(
    isUsername,
    'Input should be a name of visible characters, with single spaces between words and no control characters',
  )
  .describe(
    'Compared in Unicode NFC, without spaces around it. Control, format (zero-width, bidirectional) and unassigned characters are refused, and so are spaces other than single U+0020 and a combining mark at the start.',
  );
const email = z
  .email()
  .max(254)
  .describe('ASCII, with a domain of at least two labels; the case of the domain does not count');
const password = ofLength(unicode, 1024);

export const SignUp = z.object({ username, email, password }).meta({ id: 'SignUp' });

export const Login = z.object({ username, password }).meta({ id: 'Login' });

export const User = z
  .object({ username: z.string(), email: z.string(), id, is_active: z.boolean(), created_at: instant })
  .meta({ id: 'User' });

export const Token = z
  .object({ access_token: z.string(), token_type: z.literal('bearer') })
  .meta({ id: 'Token' });

export const TokenCheck = z
  .object({ valid: z.literal(true), user_id: id, username: z.string() })
  .meta({ id: 'TokenCheck' });
