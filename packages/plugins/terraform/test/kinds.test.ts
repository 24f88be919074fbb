import { expect, test } from 'vitest'
import { kindOf } from '../src/kind-of.ts'
import type { Kind } from '../src/kinds.ts'

/** Common types of the common providers, as their documentation names them. */
const TYPES: Readonly<Record<Exclude<Kind, 'cloud.other'>, string>> = {
  'cloud.compute': `aws_instance aws_autoscaling_group aws_launch_template aws_launch_configuration
    aws_spot_instance_request aws_elastic_beanstalk_environment aws_apprunner_service aws_batch_compute_environment
    aws_lightsail_instance aws_ami azurerm_linux_virtual_machine azurerm_windows_virtual_machine
    azurerm_linux_virtual_machine_scale_set azurerm_availability_set azurerm_linux_web_app azurerm_service_plan
    azurerm_app_service azurerm_static_web_app google_compute_instance google_compute_instance_template
    google_compute_region_instance_group_manager google_cloud_run_v2_service google_app_engine_standard_app_version
    vsphere_virtual_machine vsphere_compute_cluster vsphere_resource_pool vsphere_host proxmox_vm_qemu
    proxmox_virtual_environment_vm libvirt_domain hcloud_server hcloud_placement_group digitalocean_droplet
    digitalocean_app openstack_compute_instance_v2 openstack_images_image_v2 scaleway_instance_server`,
  'cloud.container': `aws_ecs_cluster aws_ecs_service aws_ecs_task_definition aws_eks_cluster aws_eks_node_group
    aws_ecr_repository azurerm_kubernetes_cluster azurerm_container_registry azurerm_container_app
    google_container_cluster google_container_node_pool google_artifact_registry_repository kubernetes_deployment
    kubernetes_deployment_v1 kubernetes_stateful_set_v1 kubernetes_daemonset kubernetes_cron_job_v1 kubernetes_namespace
    kubernetes_config_map kubernetes_manifest helm_release proxmox_lxc proxmox_virtual_environment_container
    digitalocean_kubernetes_cluster openstack_containerinfra_cluster_v1 docker_container`,
  'cloud.function': `aws_lambda_function aws_lambda_permission aws_sfn_state_machine azurerm_linux_function_app
    azurerm_logic_app_workflow google_cloudfunctions2_function google_workflows_workflow`,
  'cloud.database': `aws_db_instance aws_db_subnet_group aws_rds_cluster aws_dynamodb_table aws_elasticache_cluster
    aws_redshift_cluster aws_docdb_cluster aws_opensearch_domain aws_glue_job azurerm_mssql_server
    azurerm_postgresql_flexible_server azurerm_mysql_flexible_server azurerm_cosmosdb_account azurerm_redis_cache
    google_sql_database_instance google_spanner_instance google_bigquery_dataset google_redis_instance
    google_dataproc_cluster digitalocean_database_cluster openstack_db_instance_v1 scaleway_rdb_instance`,
  'cloud.storage': `aws_s3_bucket aws_s3_bucket_policy aws_ebs_volume aws_efs_file_system aws_fsx_lustre_file_system
    aws_backup_vault aws_dlm_lifecycle_policy azurerm_storage_account azurerm_storage_container azurerm_managed_disk
    azurerm_recovery_services_vault azurerm_netapp_volume google_storage_bucket google_compute_disk
    google_filestore_instance google_compute_snapshot kubernetes_persistent_volume_claim_v1 kubernetes_storage_class
    vsphere_nas_datastore vsphere_virtual_disk libvirt_volume libvirt_pool libvirt_cloudinit_disk hcloud_volume
    digitalocean_volume digitalocean_spaces_bucket openstack_blockstorage_volume_v3
    openstack_objectstorage_container_v1`,
  'cloud.network': `aws_vpc aws_subnet aws_route aws_route_table_association aws_internet_gateway aws_nat_gateway aws_eip
    aws_network_interface aws_ec2_transit_gateway aws_vpn_connection aws_vpc_endpoint aws_vpc_peering_connection
    aws_flow_log azurerm_virtual_network azurerm_subnet azurerm_network_interface azurerm_public_ip
    azurerm_private_endpoint azurerm_virtual_network_gateway google_compute_network google_compute_subnetwork
    google_compute_router_nat google_compute_address google_vpc_access_connector
    google_service_networking_connection kubernetes_service kubernetes_service_v1 kubernetes_network_policy
    vsphere_distributed_port_group libvirt_network hcloud_network hcloud_network_subnet hcloud_floating_ip
    hcloud_primary_ip digitalocean_vpc digitalocean_reserved_ip openstack_networking_network_v2
    openstack_networking_router_v2 openstack_networking_floatingip_v2`,
  'cloud.load-balancer': `aws_lb aws_lb_listener aws_lb_target_group aws_alb aws_elb aws_app_cookie_stickiness_policy
    aws_api_gateway_rest_api aws_apigatewayv2_api aws_cloudfront_distribution azurerm_lb azurerm_application_gateway
    azurerm_cdn_frontdoor_profile azurerm_api_management azurerm_traffic_manager_profile
    google_compute_global_forwarding_rule google_compute_backend_service google_compute_url_map
    google_compute_health_check kubernetes_ingress_v1 hcloud_load_balancer digitalocean_loadbalancer
    openstack_lb_loadbalancer_v2`,
  'cloud.dns': `aws_route53_zone aws_route53_record aws_service_discovery_service azurerm_dns_zone
    azurerm_private_dns_zone google_dns_record_set digitalocean_domain digitalocean_record openstack_dns_zone_v2
    cloudflare_record cloudflare_dns_record cloudflare_zone`,
  'cloud.messaging': `aws_sqs_queue aws_sns_topic aws_kinesis_stream aws_msk_cluster aws_mq_broker
    aws_cloudwatch_event_rule aws_ses_domain_identity azurerm_servicebus_queue azurerm_eventhub
    azurerm_eventgrid_topic google_pubsub_topic google_pubsub_subscription google_cloud_tasks_queue`,
  'cloud.identity': `aws_iam_role aws_iam_policy aws_iam_role_policy_attachment aws_cognito_user_pool
    aws_organizations_account azurerm_role_assignment azurerm_user_assigned_identity google_service_account
    google_project_iam_member kubernetes_service_account kubernetes_role_binding vsphere_role
    openstack_identity_project_v3`,
  'cloud.security': `aws_security_group aws_security_group_rule aws_vpc_security_group_ingress_rule aws_network_acl
    aws_kms_key aws_acm_certificate aws_secretsmanager_secret aws_ssm_parameter aws_key_pair aws_wafv2_web_acl
    azurerm_network_security_group azurerm_key_vault azurerm_key_vault_secret azurerm_firewall azurerm_bastion_host
    google_compute_firewall google_kms_crypto_key google_secret_manager_secret google_compute_managed_ssl_certificate
    kubernetes_secret hcloud_firewall hcloud_ssh_key digitalocean_firewall digitalocean_certificate
    openstack_networking_secgroup_v2 openstack_compute_keypair_v2`,
  'cloud.monitoring': `aws_cloudwatch_metric_alarm aws_cloudwatch_log_group aws_cloudtrail aws_config_rule
    azurerm_monitor_diagnostic_setting azurerm_log_analytics_workspace azurerm_application_insights
    google_monitoring_alert_policy google_logging_project_sink digitalocean_monitor_alert datadog_monitor`,
}

test('common types of the common providers have their kinds', () => {
  const expected = Object.entries(TYPES).flatMap(([kind, types]) =>
    types.split(/\s+/).map((type) => `${type}: ${kind}`),
  )
  const found = expected.map((line) => line.replace(/:.*/, '')).map((type) => `${type}: ${kindOf(type)}`)
  expect(found).toEqual(expected)
  expect(expected.length).toBeGreaterThan(200)
})

test('a word of a known provider means nothing by what it means elsewhere', () => {
  for (const type of ['aws_domain', 'azurerm_group', 'libvirt_record', 'aws_apple', 'aws_lbx', 'nothing']) {
    expect(kindOf(type)).toBe('cloud.other')
  }
})
