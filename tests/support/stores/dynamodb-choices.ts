import { DYNAMODB_CHOICES, type DynamoDbChoice } from '#local/services/service';

/** Both DynamoDBs, with the tags of tests that run on both. */
export const DYNAMODBS: readonly { readonly choice: DynamoDbChoice; readonly tags: string[] }[] = [
  { choice: 'dynoxide', tags: ['dynoxide'] },
  { choice: 'node', tags: [] },
];

const wanted = process.env.LOCAL_DYNAMODB;

/** The DynamoDB of tests that run on one: `LOCAL_DYNAMODB`, as for the engine. */
export const DYNAMODB = wanted === undefined ? undefined : choiceNamed(wanted);

function choiceNamed(name: string): DynamoDbChoice {
  const choice = DYNAMODB_CHOICES.find((each) => each === name);
  if (!choice) throw new Error(`LOCAL_DYNAMODB is ${name}; allowed are ${DYNAMODB_CHOICES.join(', ')}`);
  return choice;
}
