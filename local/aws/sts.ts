import type { ServerResponse } from 'node:http';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { element, textElement } from '../http/xml.ts';
import { ACCOUNT_ID } from '../runtime/variables.ts';
import { type Protocol, sendAwsError } from './aws-error.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
/** The only caller that the engine knows: it checks no credentials. */
const IDENTITY = { Arn: `arn:aws:iam::${ACCOUNT_ID}:root`, UserId: ACCOUNT_ID, Account: ACCOUNT_ID };
/** Actions that AWS has and that hand out credentials of roles and users, which the engine does not have. */
const REFUSED: readonly string[] = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'DecodeAuthorizationMessage',
  'GetAccessKeyInfo',
  'GetFederationToken',
  'GetSessionToken',
];

export interface StsCall {
  readonly action: string;
  /** The protocol of errors. */
  readonly protocol: Extract<Protocol, 'json' | 'query'>;
  /** The client asks for a JSON answer to a call of the query protocol. */
  readonly wantsJson: boolean;
  readonly contentType?: string | undefined;
}

/** Answers a call of the Security Token Service. */
export function answerSts(response: ServerResponse, call: StsCall): void {
  const { action, protocol, contentType } = call;
  if (action === 'GetCallerIdentity') {
    sendIdentity(response, call);
    return;
  }
  const error = REFUSED.includes(action)
    ? { status: 403, code: 'AccessDenied', message: `${action}: the engine has no roles, users or sessions.` }
    : { status: 400, code: 'InvalidAction', message: `Could not find operation ${action}` };
  sendAwsError(response, protocol, { ...error, contentType });
}

function sendIdentity(response: ServerResponse, { protocol, wantsJson, contentType }: StsCall): void {
  const requestId = newRequestId();
  const headers = { 'x-amzn-requestid': requestId };
  const metadata = { RequestId: requestId };
  if (protocol === 'json') {
    send(response, 200, JSON.stringify(IDENTITY), { ...headers, 'content-type': contentType });
  } else if (wantsJson) {
    const body = {
      GetCallerIdentityResponse: { GetCallerIdentityResult: IDENTITY, ResponseMetadata: metadata },
    };
    send(response, 200, JSON.stringify(body), { ...headers, 'content-type': 'application/json' });
  } else {
    const members = (record: object): string =>
      Object.entries(record)
        .map(([name, text]) => textElement(name, text))
        .join('');
    const result = element('GetCallerIdentityResult', members(IDENTITY));
    const body = `<GetCallerIdentityResponse xmlns="${NAMESPACE}">${result}${element('ResponseMetadata', members(metadata))}</GetCallerIdentityResponse>`;
    send(response, 200, body, { ...headers, 'content-type': 'text/xml' });
  }
}
