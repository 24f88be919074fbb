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
