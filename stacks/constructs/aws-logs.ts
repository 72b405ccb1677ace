import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * Creates a log group that keeps a month; Lambda's own groups would keep their logs for ever. CloudFormation draws its
 * name, so that a group which an earlier deployment left behind, or which a late invocation made anew, is not in the way.
 */
export const createLogGroup = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: RetentionDays.ONE_MONTH });
