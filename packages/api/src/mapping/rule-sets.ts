import type { MappingFilter } from './filter.ts'

/** A rule as a shipped set has it. */
export interface ShippedRule {
  readonly name: string
  readonly description: string
  readonly filter: MappingFilter
  readonly serviceName: string
  readonly serviceNamespace: string
  readonly createsService: boolean
}

/** Rules that come with Throughline, for one way in which organisations say what belongs to which service. */
export interface RuleSet {
  readonly key: string
  readonly title: string
  readonly description: string
  readonly rules: readonly ShippedRule[]
}

/** The set that is on in a new organisation. */
export const DEFAULT_RULE_SET = 'kubernetes-workloads'

const WORKLOADS = [
  'kubernetes.deployment',
  'kubernetes.statefulset',
  'kubernetes.rollout',
  'kubernetes.replicaset',
  'kubernetes.replicationcontroller',
  'kubernetes.cronjob',
  'kubernetes.pod',
]
const NOT_OF_THE_CLUSTER: readonly MappingFilter[] = [{ namespaces: ['kube-*'] }]

/** All shipped sets, in the order in which they are offered. */
export const RULE_SETS: readonly RuleSet[] = [
  {
    key: DEFAULT_RULE_SET,
    title: 'Kubernetes workloads, as OpenTelemetry names services',
    description:
      'One service for each workload: the annotation resource.opentelemetry.io/service.name, else the label backstage.io/kubernetes-id, else app.kubernetes.io/instance, else app.kubernetes.io/name, else the name of the workload. Leaves out the namespaces kube-*, DaemonSets and Jobs.',
    rules: [
      {
        name: 'Kubernetes workloads',
        description:
          'The order in which OpenTelemetry computes service.name from Kubernetes: annotation, app.kubernetes.io/instance, app.kubernetes.io/name, name of the workload. After the annotation comes the label by which Backstage finds its workloads.',
        filter: { kinds: WORKLOADS, not: NOT_OF_THE_CLUSTER },
        serviceName:
          '{attribute:otelServiceName|label:backstage.io/kubernetes-id|label:app.kubernetes.io/instance|label:app.kubernetes.io/name|name}',
        serviceNamespace: '{attribute:otelServiceNamespace|attribute:namespace}',
        createsService: true,
      },
    ],
  },
  {
    key: 'backstage',
    title: 'Backstage: kubernetes-id and part-of',
    description:
      'Workloads with the label backstage.io/kubernetes-id belong to the service of that name; workloads with app.kubernetes.io/part-of to the service that they are a part of. Entities of the catalog need no rule: the source reports their services.',
    rules: [
      {
        name: 'Backstage: kubernetes-id',
        description: 'The service that is named like the Backstage component of the workload.',
        filter: { kinds: WORKLOADS, labels: [{ key: 'backstage.io/kubernetes-id' }] },
        serviceName: '{label:backstage.io/kubernetes-id}',
        serviceNamespace: '',
        createsService: true,
      },
      {
        name: 'Kubernetes: part-of',
        description: 'The service that is named like the application of which the workload is a part.',
        filter: { kinds: WORKLOADS, labels: [{ key: 'app.kubernetes.io/part-of' }], not: NOT_OF_THE_CLUSTER },
        serviceName: '{label:app.kubernetes.io/part-of}',
        serviceNamespace: '',
        createsService: true,
      },
    ],
  },
  {
    key: 'servicenow',
    title: 'ServiceNow: services and business applications of the CMDB',
    description:
      'Each service and each business application of the CMDB is a service of its name. It stands on the configuration item, and by the relations of the CMDB on what that depends on.',
    rules: [
      {
        name: 'ServiceNow: services',
        description: 'The service that is named like the configuration item.',
        filter: { kinds: ['servicenow.cmdb_ci_service*', 'servicenow.cmdb_ci_business_app'] },
        serviceName: '{name}',
        serviceNamespace: '',
        createsService: true,
      },
    ],
  },
  {
    key: 'terraform',
    title: 'Terraform: tags',
    description: 'Resources belong to the service that their tag Service names, else their tag Application.',
    rules: [
      {
        name: 'Terraform: tags',
        description: 'The service that the tag Service names, else the tag Application.',
        filter: { kinds: ['cloud.*'] },
        serviceName: '{label:Service|label:service|label:Application|label:application}',
        serviceNamespace: '',
        createsService: true,
      },
    ],
  },
]
