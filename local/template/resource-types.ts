import { EngineError } from '../host/engine-error.ts';
import type { Stack } from './stack.ts';

const RUN = [
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::GatewayResponse',
];
/** Resource types that matter only on AWS. */
const IGNORED = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::Deployment',
  'AWS::CDK::Metadata',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
];
const KNOWN = new Set([...RUN, ...IGNORED]);

/**
 * @param stored the types that backends hold
 * @throws EngineError that names the first resource that the engine cannot run
 */
export function refuseUnsupported(stack: Stack, stored: Readonly<Record<string, string>>): void {
  const unknown = stack.resources.find(({ Type }) => !KNOWN.has(Type) && !Object.hasOwn(stored, Type));
  if (unknown) throw new EngineError(`${stack.place(unknown)} is of a type the engine does not support.`);
}
