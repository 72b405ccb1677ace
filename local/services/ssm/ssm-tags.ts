import type { SsmActions } from './ssm-action.ts';
import { SsmFault } from './ssm-fault.ts';
import { AddTagsToResource, RemoveTagsFromResource, TaggedResource } from './ssm-input.ts';
import { findStored } from './ssm-parameter.ts';
import type { SsmStore, StoredParameter } from './ssm-store.ts';

const MOST_TAGS = 50;

interface Resource {
  readonly ResourceType: string;
  readonly ResourceId: string;
}

function taggedParameter(store: SsmStore, { ResourceType, ResourceId }: Resource): StoredParameter {
  if (ResourceType !== 'Parameter')
    throw new SsmFault('InvalidResourceType', `The engine has no resources of the type ${ResourceType}.`);
  const found = findStored(store, ResourceId);
  if (found) return found;
  throw new SsmFault('InvalidResourceId', `There is no parameter ${ResourceId}.`);
}

export const TAGS: SsmActions = {
  ListTagsForResource({ store, body }) {
    const { tags = {} } = taggedParameter(store, TaggedResource.parse(body));
    return { TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },

  async AddTagsToResource({ store, body }) {
    const { Tags, ...resource } = AddTagsToResource.parse(body);
    const { name, tags = {} } = taggedParameter(store, resource);
    const all = { ...tags, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) };
    if (Object.keys(all).length > MOST_TAGS)
      throw new SsmFault('TooManyTagsError', `A parameter has at most ${MOST_TAGS} tags.`);
    await store.setTags(name, all);
    return {};
  },

  async RemoveTagsFromResource({ store, body }) {
    const { TagKeys, ...resource } = RemoveTagsFromResource.parse(body);
    const { name, tags = {} } = taggedParameter(store, resource);
    const kept = Object.entries(tags).filter(([key]) => !TagKeys.includes(key));
    await store.setTags(name, Object.fromEntries(kept));
    return {};
  },
};
