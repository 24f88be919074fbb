-- What groups of users expect of services, and what is agreed with them.

create table expectation (
  id uuid primary key default uuid_v7(),
  service_id uuid not null references service on delete cascade,
  -- The group of users.
  team_id uuid not null references team on delete cascade,
  availability float8 constraint expectation_availability_check check (availability >= 0 and availability <= 1),
  statement text not null default '' constraint expectation_statement_check check (length(statement) <= 20000),
  stated_by_id uuid references person on delete set null,
  since date not null default current_date,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint expectation_says_something check (availability is not null or btrim(statement) <> '')
);
create index expectation_service on expectation (service_id, team_id, since);
create index expectation_team on expectation (team_id);
create index expectation_stated_by on expectation (stated_by_id) where stated_by_id is not null;
create trigger expectation_touch before update on expectation for each row execute function touch_row();
call notify_node_changes_of('expectation');
call audit_cascades_of('expectation', 'Expectation', 'id', 'delete');
create trigger expectation_audit_update after update on expectation
  referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() > 0) execute function audit_rows('Expectation', 'id');

create table agreement (
  id uuid primary key default uuid_v7(),
  service_id uuid not null references service on delete cascade,
  -- SLA: with users or customers; OLA: between teams of the organisation; UNDERPINNING_CONTRACT: with a supplier.
  kind text not null constraint agreement_kind_check check (kind in ('SLA', 'OLA', 'UNDERPINNING_CONTRACT')),
  customer_team_id uuid references team,
  -- A customer or supplier outside the organisation.
  external_party text constraint agreement_external_party_check check (length(btrim(external_party)) between 1 and 200),
  description text not null default '' constraint agreement_description_check check (length(description) <= 20000),
  review_on date,
  status text not null default 'PROPOSED' constraint agreement_status_check
    check (status in ('PROPOSED', 'ACTIVE', 'ENDED')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint agreement_parties check (case kind
    when 'SLA' then num_nonnulls(customer_team_id, external_party) = 1
    when 'OLA' then customer_team_id is not null and external_party is null
    else external_party is not null end)
);
create index agreement_service on agreement (service_id);
create index agreement_customer_team on agreement (customer_team_id) where customer_team_id is not null;
create trigger agreement_touch before update on agreement for each row execute function touch_row();
call notify_node_changes_of('agreement');
call audit_cascades_of('agreement', 'Agreement', 'id', 'delete');

create table agreement_version (
  id uuid primary key default uuid_v7(),
  agreement_id uuid not null references agreement on delete cascade,
  number int not null constraint agreement_version_number_check check (number >= 1),
  status text not null default 'PROPOSED' constraint agreement_version_status_check
    check (status in ('PROPOSED', 'ACTIVE', 'SUPERSEDED', 'REJECTED', 'WITHDRAWN')),
  target float8 not null constraint agreement_version_target_check check (target > 0 and target < 1),
  slo_id uuid references slo on delete set null,
  terms text not null default '' constraint agreement_version_terms_check check (length(terms) <= 20000),
  valid_from date,
  valid_to date,
  proposed_by_id uuid references person on delete set null,
  proposed_by_name text not null,
  proposed_at timestamptz(3) not null default now(),
  -- Who acknowledged it for each side. Names stay when a person is deleted.
  provider_id uuid references person on delete set null,
  provider_name text constraint agreement_version_provider_name_check check (length(btrim(provider_name)) between 1 and 200),
  provider_at timestamptz(3),
  customer_id uuid references person on delete set null,
  customer_name text constraint agreement_version_customer_name_check check (length(btrim(customer_name)) between 1 and 200),
  customer_at timestamptz(3),
  -- Why it was rejected or withdrawn.
  reason text not null default '' constraint agreement_version_reason_check check (length(reason) <= 20000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version int not null default 1,
  constraint agreement_version_key unique (agreement_id, number),
  constraint agreement_version_period check (valid_to >= valid_from or status = 'SUPERSEDED'),
  constraint agreement_version_provider check ((provider_name is null) = (provider_at is null)),
  constraint agreement_version_customer check ((customer_name is null) = (customer_at is null)),
  constraint agreement_version_two_persons check (provider_id <> customer_id),
  constraint agreement_version_acknowledged check (status not in ('ACTIVE', 'SUPERSEDED')
    or (provider_at is not null and customer_at is not null and valid_from is not null))
);
create unique index agreement_version_proposed on agreement_version (agreement_id) where status = 'PROPOSED';
create unique index agreement_version_active on agreement_version (agreement_id) where status = 'ACTIVE';
create index agreement_version_slo on agreement_version (slo_id) where slo_id is not null;
create index agreement_version_proposed_by on agreement_version (proposed_by_id) where proposed_by_id is not null;
create index agreement_version_provider_id on agreement_version (provider_id) where provider_id is not null;
create index agreement_version_customer_id on agreement_version (customer_id) where customer_id is not null;
create trigger agreement_version_touch before update on agreement_version for each row execute function touch_row();
call notify_node_changes_of('agreement_version');
call audit_cascades_of('agreement_version', 'AgreementVersion', 'id', 'delete');
create trigger agreement_version_audit_update after update on agreement_version
  referencing old table as old_rows new table as new_rows for each statement
  when (pg_trigger_depth() > 0) execute function audit_rows('AgreementVersion', 'id');

-- What was acknowledged, rejected or withdrawn stays as it was, apart from its status and its last day; an SLO that is
-- deleted leaves it, and a person who is deleted leaves a name.
create function keep_agreement_version() returns trigger language plpgsql as $$
begin
  if old.status <> 'PROPOSED' and (
    (to_jsonb(old) - array['status', 'valid_to', 'slo_id', 'proposed_by_id', 'provider_id', 'customer_id', 'updated_at', 'version'])
      is distinct from
    (to_jsonb(new) - array['status', 'valid_to', 'slo_id', 'proposed_by_id', 'provider_id', 'customer_id', 'updated_at', 'version'])
    or (new.slo_id is not null and new.slo_id is distinct from old.slo_id)
    or (new.proposed_by_id is not null and new.proposed_by_id is distinct from old.proposed_by_id)
    or (new.provider_id is not null and new.provider_id is distinct from old.provider_id)
    or (new.customer_id is not null and new.customer_id is distinct from old.customer_id)
    or (new.status <> old.status and (old.status, new.status) <> ('ACTIVE', 'SUPERSEDED')))
  then
    raise exception 'version % of an agreement is %: it is never changed; propose a new one', old.number, old.status
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger agreement_version_kept before update on agreement_version
  for each row execute function keep_agreement_version();
