/** Variables for `cdklocal` and `aws`, with an address because the default host name needs public DNS. */
export const cdkLocalVariables = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
});
