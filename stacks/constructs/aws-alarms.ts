import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';

const PERIOD = Duration.minutes(1);
/** Number of minutes in a row. */
const LASTING = 3;
const SLOW_MS = 2_000;
const MANY_SERVER_ERRORS = 0.05;

interface AlarmFacts {
  readonly metric: Metric;
  /** Value above which the alarm is on. */
  readonly threshold: number;
  /** @default 1 */
  readonly minutes?: number;
  readonly description: string;
}

/** Alarms for an operator. Each is in the stack of the resource that it watches. */
export class AwsAlarms {
  readonly #topicArn: string | undefined;

  /** @param topicArn of SNS; without one the alarms are seen in the console only */
  constructor(topicArn: string | undefined) {
    this.#topicArn = topicArn;
  }

  /** Watches crashes, lack of memory and timeouts; an error that a handler answers itself does not count. */
  watchFunction(target: LambdaFunction): void {
    this.#add(target, 'Errors', {
      metric: target.metricErrors({ period: PERIOD, statistic: Stats.SUM }),
      threshold: 0,
      description: 'A function crashed or ran out of time or memory',
    });
  }

  watchApi(api: RestApi): void {
    this.#add(api, 'Slow', {
      metric: api.metricLatency({ period: PERIOD, statistic: Stats.percentile(95) }),
      threshold: SLOW_MS,
      minutes: LASTING,
      description: `More than 5 % of the calls take longer than ${SLOW_MS} ms`,
    });
    this.#add(api, 'ServerErrors', {
      metric: api.metricServerError({ period: PERIOD, statistic: Stats.AVERAGE }),
      threshold: MANY_SERVER_ERRORS,
      minutes: LASTING,
      description: `More than ${MANY_SERVER_ERRORS * 100} % of the calls are answered 5xx`,
    });
  }

  watchDeadLetters(queue: Queue): void {
    this.#add(queue, 'NotEmpty', {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: Stats.MAXIMUM }),
      threshold: 0,
      description: 'A recovery message is on the dead-letter queue: see docs/reliability.md',
    });
  }

  #add(scope: Construct, id: string, { metric, threshold, minutes = 1, description }: AlarmFacts): void {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `Food delivery: ${description}`,
    });
    if (this.#topicArn) alarm.addAlarmAction(new SnsAction(topicFor(alarm, this.#topicArn)));
  }
}

const topicFor = (scope: IConstruct, arn: string) => Topic.fromTopicArn(scope as Construct, 'Topic', arn);
