import { awsCommand } from '../aws-command.ts';
import { type Backend, ok } from '../backend.ts';
import { provisionParameters } from './provision-parameters.ts';

export const ssm: Backend = {
  title: 'SSM',
  variable: 'SSM_ENDPOINT',
  example: 'http://host:port',
  environment: (url) => ({ AWS_ENDPOINT_URL_SSM: url }),
  hint: (url) => awsCommand(url, 'ssm describe-parameters'),
  check: () => ok("the engine's own"),
  create: async (context) => (await import('./ssm.ts')).createSsm(context),
  resources: {
    type: 'AWS::SSM::Parameter',
    nameProperty: 'Name',
    async provision(service, parameters, identity) {
      await provisionParameters(parameters, service, identity);
      return {};
    },
  },
};
