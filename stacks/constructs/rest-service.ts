import { Tags } from 'aws-cdk-lib';
import { EndpointType, type IResource, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { usedBy } from '#shared/auth/token-keys';
import { isChaosPath } from '#shared/faults/chaos-key';
import { PAGE_ROUTES } from '#shared/http/pages/page-routes';
import { methodsOf, pathsOf, type Route, type ServiceRoutes } from '#shared/http/route';
import { resourceName, type StageSettings } from '#stacks/stage';
import type { FaultSwitches } from './fault-switches.ts';
import { addGatewayAnswers } from './gateway-answers.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';
import { allowStores, isInNetwork, type StoreGrants, variablesOf } from './store-grants.ts';

export interface RestServiceProps {
  readonly settings: StageSettings;
  readonly api: ServiceRoutes;
  readonly switches: FaultSwitches;
  /** Variables of all functions of routes; those of `grants` are added. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables of the API pages, beside those of the switches. */
  readonly pagesEnvironment?: Readonly<Record<string, string>>;
  /** Rights behind the names in the `stores` and `auth` columns. */
  readonly grants: StoreGrants;
  /** Names from that column that the routes of the fault switches use. @default [] */
  readonly chaosStores?: readonly string[];
}

/** One function per route of the table, wired to one REST API. */
export class RestService extends Construct {
  /** Functions by the key of their route. */
  readonly routes: ReadonlyMap<string, ServiceFunction>;
  readonly #props: RestServiceProps;
  readonly #api: RestApi;

  constructor(scope: Construct, id: string, props: RestServiceProps) {
    super(scope, id);
    this.#props = props;
    this.#api = this.#createApi();
    this.routes = this.#addRoutes();
    this.#addPages();
    this.#addNotFound();
    addGatewayAnswers(this.#api);
    props.settings.platform.watchApi(props.api.service, this.#api);
  }

  #createApi(): RestApi {
    const { settings, api } = this.#props;
    const rest = new RestApi(this, 'Api', {
      restApiName: resourceName(settings.stage, api.service),
      description: api.description,
      deployOptions: {
        stageName: settings.stage,
        ...settings.platform.stageProps(this, api.service),
      },
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
    });
    if (settings.stage === 'local') {
      // LocalStack and MiniStack use these as the API's id, so that its URLs stay the same.
      for (const tag of ['_custom_id_', 'ms-custom-id']) {
        Tags.of(rest).add(tag, api.service, { includeResourceTypes: ['AWS::ApiGateway::RestApi'] });
      }
    }
    return rest;
  }

  #addRoutes(): ReadonlyMap<string, ServiceFunction> {
    const { api, switches, environment, grants, chaosStores = [] } = this.#props;
    const functions = new Map<string, ServiceFunction>();
    for (const [name, route] of Object.entries(api.routes)) {
      const stores = isChaosPath(route.path) ? chaosStores : usedBy(route);
      const target = this.#addFunction(name, {
        environment: { ...environment, ...variablesOf(stores, grants) },
        timeoutSeconds: route.timeoutSeconds,
        inNetwork: isInNetwork(stores, grants),
      });
      allowStores(target, stores, grants);
      this.#addMethods(route, integration(target));
      functions.set(name, target);
      if (isChaosPath(route.path) && route.method !== 'GET') switches.allowChange(target);
      else switches.allowRead(target);
    }
    return functions;
  }

  #addPages(): void {
    const { switches, pagesEnvironment } = this.#props;
    const environment = { ...switches.variables, ...pagesEnvironment };
    const target = integration(this.#addFunction('docs', { environment }));
    for (const route of PAGE_ROUTES) this.#addMethods(route, target);
  }

  /** Adds HEAD beside GET, which a REST API does not do by itself. */
  #addMethods(route: Pick<Route, 'method' | 'path' | 'literals'>, target: LambdaIntegration): void {
    for (const path of pathsOf(route)) {
      const resource = this.#api.root.resourceForPath(path);
      for (const method of methodsOf(route)) resource.addMethod(method, target);
    }
  }

  /** Answers 404, 405 and CORS preflight from one small function, since not every target has gateway responses. */
  #addNotFound(): void {
    const target = integration(
      this.#addFunction('notFound', { environment: this.#props.switches.variables }),
    );
    const proxy = this.#api.root.addResource('{proxy+}');
    for (const resource of [this.#api.root, proxy, ...this.#resources()]) resource.addMethod('ANY', target);
  }

  #resources(): IResource[] {
    const paths = [...PAGE_ROUTES, ...Object.values(this.#props.api.routes)].map((route) => route.path);
    const prefixes = paths.flatMap((path) => {
      const parts = path.split('/').slice(1);
      return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
    });
    return [...new Set(prefixes)].map((path) => this.#api.root.resourceForPath(path));
  }

  #addFunction(name: string, props: Omit<ServiceFunctionProps, 'settings' | 'service'>): ServiceFunction {
    const { settings, api } = this.#props;
    return new ServiceFunction(this, name, { settings, service: api.service, ...props });
  }
}

/** One permission per function suffices, since a function belongs to one API. */
const integration = (target: ServiceFunction): LambdaIntegration =>
  new LambdaIntegration(target, { scopePermissionToMethod: false });
