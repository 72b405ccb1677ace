import * as z from 'zod';
import { PARAMETER_TYPES, TIERS } from './ssm-store.ts';

const MAX_NAMES = 10;
const MOST_BY_PATH = 10;
const MOST_DESCRIBED = 50;
const MOST_FILTER_VALUES = 50;

const Name = z.string().min(1).max(2_048);
const WithDecryption = z.boolean().default(false);
const NextToken = z.string().optional();
const Tag = z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) });
const Filter = z.object({
  Key: z.string().min(1),
  Option: z.string().optional(),
  Values: z.array(z.string()).min(1).max(MOST_FILTER_VALUES).optional(),
});
export type Filter = z.infer<typeof Filter>;

export const GetParameter = z.object({ Name, WithDecryption });
export const DeleteParameter = z.object({ Name });
export const GetParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES), WithDecryption });
export const GetParametersByPath = z.object({
  Path: z.string().startsWith('/'),
  Recursive: z.boolean().default(false),
  ParameterFilters: z.array(Filter).default([]),
  WithDecryption,
  MaxResults: z.int().min(1).max(MOST_BY_PATH).default(MOST_BY_PATH),
  NextToken,
});
export const GetParameterHistory = z.object({
  Name,
  WithDecryption,
  MaxResults: z.int().min(1).max(MOST_DESCRIBED).default(MOST_DESCRIBED),
  NextToken,
});
export const DescribeParameters = z.object({
  Filters: z
    .array(z.object({ Key: z.enum(['Name', 'Type', 'KeyId']), Values: z.array(z.string()).min(1) }))
    .default([]),
  ParameterFilters: z.array(Filter).default([]),
  Shared: z.boolean().default(false),
  MaxResults: z.int().min(1).max(MOST_DESCRIBED).default(MOST_DESCRIBED),
  NextToken,
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
  KeyId: z.string().optional(),
  Tier: z.enum(TIERS).default('Standard'),
  Tags: z.array(Tag).default([]),
  DataType: z.literal('text', { error: 'the engine has the data type text only' }).default('text'),
  Policies: z
    .string()
    .refine((text) => ['', '[]', '[{}]'].includes(text.trim()), 'the engine has no parameter policies')
    .optional(),
  AllowedPattern: z.string().optional(),
});
export type PutParameter = z.infer<typeof PutParameter>;
export const DeleteParameters = z.object({ Names: z.array(Name).min(1).max(MAX_NAMES) });

const Resource = { ResourceType: z.string(), ResourceId: Name };
export const TaggedResource = z.object(Resource);
export const AddTagsToResource = z.object({ ...Resource, Tags: z.array(Tag).min(1) });
export const RemoveTagsFromResource = z.object({ ...Resource, TagKeys: z.array(z.string()).min(1) });
