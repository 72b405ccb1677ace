import { DefaultStackSynthesizer, type IStackSynthesizer, type StackProps } from 'aws-cdk-lib';
import type { StageSettings } from './stage.ts';

export interface ServiceStackProps {
  readonly settings: StageSettings;
}

export const stackProps = (description: string): StackProps => ({
  description: `Food delivery: ${description}`,
  // The rule would add a parameter that only CloudFormation can resolve. The CDK's types fail exactOptionalPropertyTypes.
  synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
});
