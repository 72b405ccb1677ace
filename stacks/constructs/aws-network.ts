import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Port,
  SecurityGroup,
  type SubnetSelection,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { createLogGroup } from './aws-logs.ts';

const CIDR = '10.80.0.0/16';
const HTTPS = Port.tcp(443);
const ZONES = 2;

/**
 * The network of the functions that use private stores. Its way out is a NAT gateway per zone and not an endpoint for
 * execute-api: that would capture the names of our public APIs, and refuse them.
 */
export class AwsNetwork extends Construct {
  readonly vpc: IVpc;
  /** Security group of the functions in the network. */
  readonly functions: SecurityGroup;
  readonly functionSubnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
  readonly dataSubnets: SubnetSelection = { subnetType: SubnetType.PRIVATE_ISOLATED };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The CDK's types fail exactOptionalPropertyTypes.
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(CIDR),
      maxAzs: ZONES,
      natGateways: ZONES,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'functions', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    }) as IVpc;
    this.functions = new SecurityGroup(this, 'Functions', {
      vpc: this.vpc,
      description: 'Functions that talk to PostgreSQL or Redis',
    });
    this.#addEndpoints();
    this.vpc.addFlowLog('Refused', {
      destination: FlowLogDestination.toCloudWatchLogs(createLogGroup(this, 'RefusedLogs')),
      trafficType: FlowLogTrafficType.REJECT,
    });
  }

  /** Adds endpoints for the calls of every order: DynamoDB is free this way, and SQS cheaper than through NAT. */
  #addEndpoints(): void {
    this.vpc.addGatewayEndpoint('DynamoDb', {
      service: GatewayVpcEndpointAwsService.DYNAMODB,
      subnets: [this.functionSubnets],
    });
    const endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    });
    this.vpc.addInterfaceEndpoint('Sqs', {
      service: InterfaceVpcEndpointAwsService.SQS,
      subnets: this.functionSubnets,
      securityGroups: [endpoints],
      open: false,
    });
    endpoints.connections.allowFrom(this.functions, HTTPS, 'Functions to AWS services');
  }
}
