/** An answer of DynamoDB that refuses a command, as it comes over the wire: the SDK makes it an error of its own. */
export const dynamoRefusal = (type: string, message: string, members: object = {}) => ({
  response: {
    statusCode: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(
      JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...members }),
    ),
  },
});
