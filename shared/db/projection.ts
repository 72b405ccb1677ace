/** Which attributes a read of DynamoDB returns. Each is named by a placeholder, as some names are words of DynamoDB's own. */
export function projection(attributes: readonly string[]) {
  const names = Object.fromEntries(attributes.map((name) => [`#${name}`, name]));
  return { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
}
