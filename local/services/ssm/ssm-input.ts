import * as z from 'zod';
import { PARAMETER_TYPES } from './ssm-store.ts';

const MAX_NAMES = 10;

const Name = z.string().min(1).max(2_048);
export const GetParameter = z.object({ Name });
export const GetParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES) });
export const GetParametersByPath = z.object({
  Path: z.string().startsWith('/'),
  Recursive: z.boolean().default(false),
});
export const PutParameter = z.object({
  Name: Name.regex(/^[\w./-]+$/, 'only letters, digits, and the characters . - _ / are allowed').regex(
    /^(?:\/[^/]+)+$|^[^/]+$/,
    'a name with slashes begins with one, does not end with one and has none twice in a row',
  ),
  Value: z.string().min(1),
  Type: z.enum(PARAMETER_TYPES).optional(),
  Overwrite: z.boolean().default(false),
  Description: z.string().optional(),
});
export const DeleteParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES) });
