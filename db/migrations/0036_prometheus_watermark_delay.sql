-- The setting of Prometheus sources has the name that the plugin contract uses for the same thing.
update source
set config = (config - 'settleSeconds') || jsonb_build_object('watermarkDelaySeconds', config -> 'settleSeconds')
where plugin = 'prometheus' and config ? 'settleSeconds';
