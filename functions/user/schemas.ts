import * as z from 'zod';
import { id, instant, text } from '#shared/http/fields';

const name = text.min(1).max(254);
const password = z.string().min(1).max(1024);

export const SignUp = z
  .object({ username: name, email: z.email().max(254), password })
  .meta({ id: 'SignUp' });

export const Login = z.object({ username: name, password }).meta({ id: 'Login' });

export const User = z
  .object({ username: z.string(), email: z.string(), id, is_active: z.boolean(), created_at: instant })
  .meta({ id: 'User' });

export const Token = z
  .object({ access_token: z.string(), token_type: z.literal('bearer') })
  .meta({ id: 'Token' });

export const TokenCheck = z
  .object({ valid: z.literal(true), user_id: id, username: z.string() })
  .meta({ id: 'TokenCheck' });

export const ErrorSwitch = z.object({ enable: z.boolean() }).meta({ id: 'ErrorSwitch' });
