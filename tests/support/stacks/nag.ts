import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

interface Exception {
  /** Id of the finding in cdk-nag. */
  readonly finding: string;
  /** The constructs it is accepted for. */
  readonly at: RegExp;
  readonly reason: string;
}

const MANAGED = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role';
const FUNCTION_ROLE = /\/ServiceRole\/Resource$/;
const METHOD = /\/Rest\/Api\/Default\/.*(DELETE|GET|HEAD|POST|PUT|ANY)\/Resource$/;

/** Findings of AwsSolutions that we keep, each with the reason. One that no longer occurs must be removed. */
const EXCEPTIONS: readonly Exception[] = [
  {
    finding: `${MANAGED}/AWSLambdaBasicExecutionRole]`,
    at: FUNCTION_ROLE,
    reason: 'It allows a function to write its logs, and nothing else.',
  },
  {
    finding: `${MANAGED}/AWSLambdaVPCAccessExecutionRole]`,
    at: FUNCTION_ROLE,
    reason: 'Lambda itself needs it to put a function into the network; EC2 knows no finer resource here.',
  },
  {
    finding: `${MANAGED}/AmazonAPIGatewayPushToCloudWatchLogs]`,
    at: /\/ApiLogsRole\/Resource$/,
    reason: 'The policy that API Gateway documents for its logs; they belong to the account, not to one API.',
  },
  {
    finding: 'AwsSolutions-IAM5[Resource::*]',
    at: /\/ServiceRole\/DefaultPolicy\/Resource$/,
    reason:
      'X-Ray takes segments without naming a resource. tests/stacks/aws-services.test.ts allows no other.',
  },
  {
    finding: 'AwsSolutions-SMG4',
    at: /\/(Cluster\/Secret|Secrets\/(Jwt|ServiceToken|ChaosKey|ChaosSealKey))\/Resource$/,
    reason: 'Changed by a deployment, since functions get it in their environment: see ADR 10.',
  },
  {
    finding: 'AwsSolutions-RDS6',
    at: /\/Database\/Cluster\/Resource$/,
    reason: 'Only the proxy reaches the cluster; functions give a password over TLS: see ADR 10.',
  },
  {
    finding: 'AwsSolutions-APIG2',
    at: /\/Rest\/Api\/Resource$/,
    reason: 'Our handlers validate, with the same answers on every target (422, all violations at once).',
  },
  {
    finding: 'AwsSolutions-APIG3',
    at: /\/DeploymentStage\.aws\/Resource$/,
    reason: 'A system to put load on: a firewall that counts calls per address would end the test.',
  },
  {
    finding: 'AwsSolutions-APIG4',
    at: METHOD,
    reason: 'Tokens are verified by the handlers, on every target alike; sign-up and menus are public.',
  },
  {
    finding: 'AwsSolutions-COG4',
    at: METHOD,
    reason: 'The user service issues the tokens: it is part of what is tested.',
  },
  {
    finding: 'AwsSolutions-SQS3',
    at: /^FoodDeliveryOrder\/Recovery\/(Queue|DeadLetters)\/Resource$/,
    reason:
      'The consumer itself decides what is dead: a count of receives would blame an outage on the message.',
  },
];

export interface NagReport {
  /** Findings that no exception covers, as `finding at construct: description`. */
  readonly findings: readonly string[];
  /** Exceptions that cover nothing. */
  readonly stale: readonly string[];
}

/** Holds an app against the rules of cdk-nag's AwsSolutions. */
export function nag(app: App): NagReport {
  const found = new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        finding: ruleName,
        at: constructPath,
        description,
      })),
    );
  const covers = (exception: Exception, { finding, at }: { finding: string; at: string }): boolean =>
    exception.finding === finding && exception.at.test(at);
  return {
    findings: found
      .filter((one) => !EXCEPTIONS.some((exception) => covers(exception, one)))
      .map(({ finding, at, description }) => `${finding} at ${at}: ${description}`),
    stale: EXCEPTIONS.filter((exception) => !found.some((one) => covers(exception, one))).map(
      ({ finding, at }) => `${finding} at ${at}`,
    ),
  };
}
