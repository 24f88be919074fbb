/** What kinds of thing resources are, with what people call them. */
export const KINDS = {
  'cloud.compute': 'Server or group of servers',
  'cloud.container': 'Container cluster, workload or registry',
  'cloud.function': 'Function',
  'cloud.database': 'Database or cache',
  'cloud.storage': 'Storage',
  'cloud.network': 'Network',
  'cloud.load-balancer': 'Load balancer or gateway',
  'cloud.dns': 'DNS zone or record',
  'cloud.messaging': 'Queue, topic or stream',
  'cloud.identity': 'Identity or permission',
  'cloud.security': 'Firewall, key, certificate or secret',
  'cloud.monitoring': 'Log, metric or alarm',
  'cloud.other': 'Other resource',
} as const
export type Kind = keyof typeof KINDS

type Words = Partial<Record<Kind, readonly string[]>>

/**
 * The beginnings of resource types, without the provider's own word, by the kind of thing they are. The longest
 * beginning that ends where a word ends decides: `route53_record` is not a `route`.
 */
const COMMON: Words = {
  'cloud.compute': ['instance', 'server', 'droplet', 'vm', 'virtual_machine', 'compute_instance', 'app'],
  'cloud.container': [
    'kubernetes_cluster',
    'container',
    'deployment',
    'stateful_set',
    'daemonset',
    'release',
  ],
  'cloud.function': ['function', 'cloud_function'],
  'cloud.database': ['database', 'db', 'mysql', 'postgresql', 'redis', 'mongodb', 'sql'],
  'cloud.storage': ['bucket', 'volume', 'disk', 'storage', 'spaces_bucket', 'persistent_volume_claim'],
  'cloud.network': [
    'network',
    'vpc',
    'subnet',
    'subnetwork',
    'router',
    'route',
    'floating_ip',
    'vpn',
    'networking',
  ],
  'cloud.load-balancer': ['lb', 'load_balancer', 'loadbalancer', 'ingress'],
  'cloud.dns': ['dns', 'record', 'zone', 'domain'],
  'cloud.messaging': ['queue', 'topic', 'kafka'],
  'cloud.identity': ['user', 'role', 'group', 'team', 'service_account'],
  'cloud.security': ['firewall', 'secret', 'certificate', 'ssh_key', 'key'],
  'cloud.monitoring': ['monitor', 'monitoring', 'alert', 'dashboard', 'logging'],
}

const BY_PROVIDER: Readonly<Record<string, Words>> = {
  aws: {
    'cloud.compute': [
      'instance',
      'autoscaling_group',
      'launch_template',
      'spot_instance_request',
      'elastic_beanstalk',
      'apprunner',
      'batch',
    ],
    'cloud.container': ['ecs', 'eks', 'ecr'],
    'cloud.function': ['lambda', 'sfn'],
    'cloud.database': [
      'db',
      'rds',
      'dynamodb',
      'elasticache',
      'memorydb',
      'redshift',
      'docdb',
      'neptune',
      'opensearch',
      'elasticsearch',
      'dax',
    ],
    'cloud.storage': ['s3', 'ebs', 'efs', 'fsx', 'backup', 'volume'],
    'cloud.network': [
      'vpc',
      'subnet',
      'route',
      'internet_gateway',
      'nat_gateway',
      'egress_only_internet_gateway',
      'eip',
      'network_interface',
      'ec2_transit_gateway',
      'dx',
      'vpn',
      'customer_gateway',
      'globalaccelerator',
    ],
    'cloud.load-balancer': ['lb', 'alb', 'elb', 'api_gateway', 'apigatewayv2', 'cloudfront'],
    'cloud.dns': ['route53', 'service_discovery'],
    'cloud.messaging': ['sqs', 'sns', 'kinesis', 'msk', 'mq', 'cloudwatch_event'],
    'cloud.identity': ['iam', 'cognito', 'ssoadmin', 'identitystore'],
    'cloud.security': [
      'security_group',
      'vpc_security_group',
      'network_acl',
      'kms',
      'acm',
      'secretsmanager',
      'ssm_parameter',
      'key_pair',
      'wafv2',
      'guardduty',
    ],
    'cloud.monitoring': ['cloudwatch', 'cloudtrail', 'config', 'xray'],
  },
  azurerm: {
    'cloud.compute': [
      'virtual_machine',
      'linux_virtual_machine',
      'windows_virtual_machine',
      'orchestrated_virtual_machine_scale_set',
      'app_service',
      'service_plan',
      'linux_web_app',
      'windows_web_app',
    ],
    'cloud.container': ['kubernetes', 'container'],
    'cloud.function': ['function_app', 'linux_function_app', 'windows_function_app', 'logic_app'],
    'cloud.database': ['mssql', 'mysql', 'postgresql', 'mariadb', 'cosmosdb', 'redis', 'sql'],
    'cloud.storage': ['storage', 'managed_disk', 'backup', 'recovery_services'],
    'cloud.network': [
      'virtual_network',
      'subnet',
      'network_interface',
      'public_ip',
      'route',
      'nat_gateway',
      'private_endpoint',
      'virtual_wan',
      'express_route',
      'vpn',
    ],
    'cloud.load-balancer': [
      'lb',
      'application_gateway',
      'frontdoor',
      'cdn',
      'api_management',
      'traffic_manager',
    ],
    'cloud.dns': ['dns', 'private_dns'],
    'cloud.messaging': ['servicebus', 'eventhub', 'eventgrid', 'storage_queue'],
    'cloud.identity': ['role', 'user_assigned_identity', 'federated_identity_credential'],
    'cloud.security': [
      'network_security',
      'firewall',
      'key_vault',
      'bastion',
      'web_application_firewall_policy',
    ],
    'cloud.monitoring': ['monitor', 'log_analytics', 'application_insights'],
  },
  google: {
    'cloud.compute': ['compute_instance', 'compute_region_instance_group_manager', 'app_engine', 'cloud_run'],
    'cloud.container': ['container', 'artifact_registry', 'gke'],
    'cloud.function': ['cloudfunctions', 'cloudfunctions2', 'workflows'],
    'cloud.database': ['sql', 'spanner', 'bigtable', 'bigquery', 'firestore', 'redis', 'memcache', 'alloydb'],
    'cloud.storage': ['storage', 'compute_disk', 'compute_region_disk', 'filestore'],
    'cloud.network': [
      'compute_network',
      'compute_subnetwork',
      'compute_router',
      'compute_route',
      'compute_address',
      'compute_global_address',
      'compute_vpn',
      'vpc_access',
      'service_networking',
    ],
    'cloud.load-balancer': [
      'compute_forwarding_rule',
      'compute_global_forwarding_rule',
      'compute_backend_service',
      'compute_region_backend_service',
      'compute_url_map',
      'compute_target',
    ],
    'cloud.dns': ['dns'],
    'cloud.messaging': ['pubsub'],
    'cloud.identity': ['project_iam', 'service_account', 'iam'],
    'cloud.security': [
      'compute_firewall',
      'compute_ssl_certificate',
      'kms',
      'secret_manager',
      'certificate_manager',
    ],
    'cloud.monitoring': ['monitoring', 'logging'],
  },
}

const table = (words: Words): ReadonlyMap<string, Kind> =>
  new Map(
    Object.entries(words).flatMap(([kind, starts]) => starts.map((start) => [start, kind as Kind] as const)),
  )

const COMMON_TABLE = table(COMMON)
const TABLES: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map(
  Object.entries(BY_PROVIDER).map(([provider, words]) => [provider, table(words)]),
)

/** The kind of thing a resource type is: `aws_db_instance` is a database. What is not known is `cloud.other`. */
export function kindOf(resourceType: string): Kind {
  const [provider = '', ...words] = resourceType.split('_')
  return longest(TABLES.get(provider), words) ?? longest(COMMON_TABLE, words) ?? 'cloud.other'
}

function longest(starts: ReadonlyMap<string, Kind> | undefined, words: readonly string[]): Kind | undefined {
  for (let count = words.length; count > 0; count -= 1) {
    const kind = starts?.get(words.slice(0, count).join('_'))
    if (kind !== undefined) return kind
  }
  return undefined
}
