/** Line of the AWS command line that works as printed: it wants a region and credentials, and the stores take any. */
export const awsCommand = (endpoint: string, words: string): string =>
  `AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws --region us-east-1 --endpoint-url ${endpoint} ${words}`;
