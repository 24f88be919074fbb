import type { Kind } from './kinds.ts'

/** Beginnings of resource types, without the word of the provider and the `_` behind it, by the kind they mean. */
export type Words = Partial<Record<Kind, string>>

/**
 * What the resource types of the common providers are. The longest beginning that ends where a word ends decides:
 * `route53_record` is not a `route`. What a table does not list is `cloud.other`, whatever its words mean elsewhere.
 */
export const BY_PROVIDER: Readonly<Record<string, Words>> = {
  aws: {
    'cloud.compute':
      'instance ami autoscaling_group launch_template launch_configuration placement_group spot_instance_request spot_fleet_request ec2_fleet ec2_capacity_reservation ec2_host elastic_beanstalk apprunner batch lightsail_instance workspaces',
    'cloud.container': 'ecs eks ecr ecrpublic appmesh',
    'cloud.function': 'lambda sfn',
    'cloud.database':
      'db rds dynamodb elasticache memorydb redshift redshiftserverless docdb docdbelastic neptune opensearch opensearchserverless elasticsearch dax keyspaces timestreamwrite qldb athena glue lightsail_database',
    'cloud.storage':
      's3 s3control s3tables ebs efs fsx backup volume storagegateway glacier dlm datasync lightsail_disk snapshot_create_volume_permission',
    'cloud.network':
      'vpc subnet default_vpc default_subnet default_route_table route route_table main_route_table_association internet_gateway nat_gateway egress_only_internet_gateway eip network_interface ec2_transit_gateway ec2_managed_prefix_list dx vpn customer_gateway globalaccelerator flow_log networkmanager vpclattice',
    'cloud.load-balancer':
      'lb alb elb app_cookie_stickiness_policy lb_cookie_stickiness_policy load_balancer proxy_protocol_policy autoscaling_attachment api_gateway apigatewayv2 cloudfront appsync lightsail_lb',
    'cloud.dns': 'route53 route53domains route53_resolver service_discovery',
    'cloud.messaging':
      'sqs sns kinesis kinesis_firehose_delivery_stream msk mskconnect mq cloudwatch_event scheduler pipes ses sesv2 pinpoint',
    'cloud.identity': 'iam cognito ssoadmin identitystore organizations ram',
    'cloud.security':
      'security_group default_security_group vpc_security_group network_acl default_network_acl networkfirewall kms acm acmpca secretsmanager ssm_parameter key_pair waf wafv2 wafregional guardduty securityhub inspector inspector2 macie2 shield detective accessanalyzer fms',
    'cloud.monitoring': 'cloudwatch cloudtrail config xray ce budgets grafana prometheus synthetics',
  },
  azurerm: {
    'cloud.compute':
      'virtual_machine linux_virtual_machine windows_virtual_machine orchestrated_virtual_machine_scale_set availability_set proximity_placement_group dedicated_host image shared_image app_service service_plan app_service_plan linux_web_app windows_web_app static_site static_web_app spring_cloud batch virtual_desktop',
    'cloud.container':
      'kubernetes container container_app container_registry service_fabric redhat_openshift',
    'cloud.function': 'function_app linux_function_app windows_function_app logic_app automation',
    'cloud.database':
      'mssql mysql postgresql mariadb cosmosdb redis sql synapse databricks data_factory kusto search_service',
    'cloud.storage':
      'storage managed_disk disk backup recovery_services snapshot netapp data_protection_backup hpc_cache',
    'cloud.network':
      'virtual_network subnet network_interface public_ip public_ip_prefix route route_table nat_gateway private_endpoint private_link_service virtual_wan virtual_hub express_route vpn local_network_gateway network_watcher ip_group network_connection_monitor',
    'cloud.load-balancer':
      'lb application_gateway frontdoor cdn api_management traffic_manager web_application_firewall_policy_association',
    'cloud.dns': 'dns private_dns',
    'cloud.messaging':
      'servicebus eventhub eventgrid storage_queue relay notification_hub signalr web_pubsub iothub',
    'cloud.identity':
      'role user_assigned_identity federated_identity_credential management_group active_directory',
    'cloud.security':
      'network_security application_security_group firewall key_vault bastion web_application_firewall_policy security_center sentinel policy resource_policy subscription_policy disk_encryption_set',
    'cloud.monitoring':
      'monitor log_analytics application_insights dashboard portal_dashboard consumption_budget',
  },
  google: {
    'cloud.compute':
      'compute_instance compute_region_instance compute_instance_group compute_instance_template compute_autoscaler compute_region_autoscaler compute_image compute_machine_image compute_node_group compute_resource_policy compute_reservation app_engine cloud_run cloud_run_v2 cloud_run_domain_mapping',
    'cloud.container': 'container artifact_registry gke',
    'cloud.function': 'cloudfunctions cloudfunctions2 workflows cloud_scheduler cloudbuild',
    'cloud.database':
      'sql spanner bigtable bigquery firestore redis memcache alloydb datastore dataproc dataflow composer',
    'cloud.storage': 'storage compute_disk compute_region_disk compute_snapshot filestore backup_dr',
    'cloud.network':
      'compute_network compute_subnetwork compute_router compute_route compute_address compute_global_address compute_vpn compute_ha_vpn compute_external_vpn compute_interconnect compute_shared_vpc compute_service_attachment vpc_access service_networking network_connectivity',
    'cloud.load-balancer':
      'compute_forwarding_rule compute_global_forwarding_rule compute_backend compute_backend_service compute_backend_bucket compute_region_backend_service compute_url_map compute_region_url_map compute_target compute_health_check compute_region_health_check compute_http_health_check compute_global_network_endpoint compute_network_endpoint compute_region_network_endpoint api_gateway apigee endpoints',
    'cloud.dns': 'dns',
    'cloud.messaging': 'pubsub cloud_tasks eventarc managed_kafka',
    'cloud.identity':
      'project_iam folder_iam organization_iam service_account iam identity_platform cloud_identity',
    'cloud.security':
      'compute_firewall compute_network_firewall compute_security_policy compute_ssl compute_region_ssl compute_managed_ssl kms secret_manager certificate_manager privateca binary_authorization iap access_context_manager org_policy',
    'cloud.monitoring': 'monitoring logging billing_budget project_service_monitoring',
  },
  kubernetes: {
    'cloud.container':
      'deployment stateful_set daemonset daemon_set replication_controller job cron_job pod namespace horizontal_pod_autoscaler pod_disruption_budget config_map manifest node limit_range resource_quota priority_class',
    'cloud.storage': 'persistent_volume persistent_volume_claim storage_class',
    'cloud.network': 'service endpoints endpoint_slice network_policy',
    'cloud.load-balancer': 'ingress ingress_class',
    'cloud.identity': 'role cluster_role role_binding cluster_role_binding service_account token_request',
    'cloud.security':
      'secret certificate_signing_request validating_webhook_configuration mutating_webhook_configuration pod_security_policy',
  },
  helm: { 'cloud.container': 'release' },
  kubectl: { 'cloud.container': 'manifest' },
  vsphere: {
    'cloud.compute':
      'virtual_machine host compute_cluster compute_cluster_vm vapp resource_pool vm_storage_policy content_library entity_permissions_vm',
    'cloud.storage': 'datastore vmfs_datastore nas_datastore datastore_cluster virtual_disk file',
    'cloud.network':
      'distributed_virtual_switch distributed_port_group host_virtual_switch host_port_group vnic',
    'cloud.identity': 'role entity_permissions',
    'cloud.security': 'license',
  },
  proxmox: {
    'cloud.compute':
      'vm_qemu cloud_init_disk virtual_environment_vm virtual_environment_cluster virtual_environment_hagroup virtual_environment_haresource pool virtual_environment_pool',
    'cloud.container': 'lxc virtual_environment_container',
    'cloud.storage': 'storage_iso virtual_environment_file virtual_environment_download_file lxc_disk',
    'cloud.network': 'virtual_environment_network virtual_environment_sdn',
    'cloud.dns': 'virtual_environment_dns virtual_environment_hosts',
    'cloud.identity':
      'virtual_environment_user virtual_environment_group virtual_environment_role virtual_environment_acl',
    'cloud.security':
      'virtual_environment_firewall virtual_environment_cluster_firewall virtual_environment_certificate',
  },
  libvirt: {
    'cloud.compute': 'domain',
    'cloud.storage': 'volume pool cloudinit_disk ignition combustion',
    'cloud.network': 'network',
  },
  hcloud: {
    'cloud.compute': 'server placement_group snapshot',
    'cloud.storage': 'volume storage_box',
    'cloud.network': 'network floating_ip primary_ip server_network rdns',
    'cloud.load-balancer': 'load_balancer',
    'cloud.dns': 'zone',
    'cloud.security': 'firewall ssh_key certificate managed_certificate uploaded_certificate',
  },
  digitalocean: {
    'cloud.compute': 'droplet app droplet_snapshot custom_image',
    'cloud.container': 'kubernetes container_registry container_registries',
    'cloud.function': 'functions',
    'cloud.database': 'database',
    'cloud.storage': 'volume spaces_bucket',
    'cloud.network': 'vpc floating_ip reserved_ip reserved_ipv6 byoip_prefix',
    'cloud.load-balancer': 'loadbalancer cdn',
    'cloud.dns': 'domain record',
    'cloud.security': 'firewall ssh_key certificate spaces_key database_firewall',
    'cloud.monitoring': 'monitor uptime',
  },
  openstack: {
    'cloud.compute': 'compute images',
    'cloud.container': 'containerinfra',
    'cloud.database': 'db',
    'cloud.storage': 'blockstorage objectstorage sharedfilesystem',
    'cloud.network': 'networking vpnaas bgpvpn compute_interface_attach compute_floatingip_associate',
    'cloud.load-balancer': 'lb',
    'cloud.dns': 'dns',
    'cloud.messaging': 'messaging',
    'cloud.identity': 'identity',
    'cloud.security':
      'fw networking_secgroup compute_secgroup compute_keypair keymanager compute_servergroup_policy',
    'cloud.monitoring': 'monitoring',
  },
}

/** The same for providers without a table. Words that mean something else elsewhere, such as domain, are not in it. */
export const COMMON: Words = {
  'cloud.compute': 'instance server droplet vm virtual_machine compute_instance',
  'cloud.container':
    'kubernetes_cluster kubernetes k8s container deployment stateful_set daemonset helm registry',
  'cloud.function': 'function cloud_function worker_script workers_script',
  'cloud.database': 'database db mysql postgresql postgres redis mongodb sql rdb cluster_db',
  'cloud.storage': 'bucket volume disk storage object_storage spaces_bucket persistent_volume_claim',
  'cloud.network':
    'network vpc subnet subnetwork router route floating_ip vpn networking private_network private_endpoint ip reserved_ip',
  'cloud.load-balancer': 'lb load_balancer loadbalancer ingress',
  'cloud.dns': 'dns record zone dns_record domain_record domain_zone',
  'cloud.messaging': 'queue topic kafka mnq rabbitmq',
  'cloud.identity': 'user role group team service_account iam',
  'cloud.security':
    'firewall secret certificate ssl_certificate ssh_key key security_group ruleset access_policy',
  'cloud.monitoring': 'monitor monitoring alert alarm dashboard logging uptime synthetics',
}
