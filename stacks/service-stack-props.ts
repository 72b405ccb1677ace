import { DefaultStackSynthesizer, type IStackSynthesizer, type StackProps } from 'aws-cdk-lib';
import type { StageSettings } from './stage.ts';

export interface ServiceStackProps {
  readonly settings: StageSettings;
}

export const stackProps = (description: string): StackProps => ({
  description: `Food delivery: ${description}`,
  // the rule adds a parameter that only CloudFormation itself can resolve; the CDK's types mind exactOptionalPropertyTypes
  synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
});
