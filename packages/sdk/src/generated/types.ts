// Generated from the schema by `pnpm generate:sdk`. Do not edit.
/** Which proposal is acknowledged, and for whom. */
export type AcknowledgeAgreementVersionInput = {
  /** The AgreementVersion. */
  readonly id: string;
  /** The name of who spoke for an external party. Only for such a party. */
  readonly name?: string | null | undefined;
  /** The side that acknowledges it. */
  readonly side: AgreementSide;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Up to 1,000 more recipients of a campaign. */
export type AddCampaignLinksInput = {
  /** The Campaign. */
  readonly campaignId: string;
  /** Recipients, one by one. */
  readonly recipients?: ReadonlyArray<CampaignRecipientInput> | null | undefined;
  /** Teams with a number of recipients each. */
  readonly teams?: ReadonlyArray<CampaignTeamInput> | null | undefined;
};

/** A reference to an object in an external system. */
export type AddExternalReferenceInput = {
  /** The id of the entity there. */
  readonly externalId: string;
  /** The entity here. */
  readonly node: NodeRef;
  /** The name of the other system. */
  readonly source: string;
  /** Address of a page about the object. */
  readonly url?: string | null | undefined;
};

/** A shipped set of mapping rules. */
export type AddMappingRuleSetInput = {
  /** Whether its rules are in force. Defaults to false. */
  readonly enabled?: boolean | null | undefined;
  /** Key of the set. */
  readonly key: string;
};

/** Conditions on an Agreement; all that are given must hold, a comparison with an absent value does not. */
export type AgreementFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AgreementFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose customerTeam meets these conditions. */
  readonly customerTeam?: TeamFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By externalParty. */
  readonly externalParty?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: AgreementKindFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AgreementFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AgreementFilter> | null | undefined;
  /** By reviewOn. */
  readonly reviewOn?: DateFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By status. */
  readonly status?: AgreementStatusFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one AgreementVersion that meets these conditions. */
  readonly version?: AgreementVersionFilter | null | undefined;
};

/** To whom something is promised. */
export type AgreementKind =
  /** Operational level agreement: the owner of the service promises it to another team of the organisation. */
  | 'OLA'
  /** Service level agreement: the owner of the service promises it to users or customers. */
  | 'SLA'
  /** A supplier promises it to the organisation: to the customer team, or the owner of the service. */
  | 'UNDERPINNING_CONTRACT';

/** Conditions on an AgreementKind; all that are given must hold. */
export type AgreementKindFilter = {
  /** Equal to this value. */
  readonly eq?: AgreementKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AgreementKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Agreement rows by; the id decides between equals. */
export type AgreementOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AgreementOrderField;
};

/** What Agreement rows can be ordered by. */
export type AgreementOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the day of the review; none comes last. */
  | 'REVIEW_ON'
  /** By status: ACTIVE, ENDED, PROPOSED. */
  | 'STATUS'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** A side of an agreement. */
export type AgreementSide =
  /** To whom it is promised. */
  | 'CUSTOMER'
  /** Who promises: the owner of the service, or the supplier. */
  | 'PROVIDER';

/** Whether an agreement has been acknowledged. */
export type AgreementStatus =
  /** Both sides have acknowledged a version. */
  | 'ACTIVE'
  /** It has been ended. */
  | 'ENDED'
  /** No version has been acknowledged by both sides. */
  | 'PROPOSED';

/** Conditions on an AgreementStatus; all that are given must hold. */
export type AgreementStatusFilter = {
  /** Equal to this value. */
  readonly eq?: AgreementStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AgreementStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an AgreementVersion; all that are given must hold, a comparison with an absent value does not. */
export type AgreementVersionFilter = {
  /** Matches rows whose agreement meets these conditions. */
  readonly agreement?: AgreementFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AgreementVersionFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By customerAcknowledgedAt. */
  readonly customerAcknowledgedAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose customerAcknowledgedBy meets these conditions. */
  readonly customerAcknowledgedBy?: PersonFilter | null | undefined;
  /** By customerName. */
  readonly customerName?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AgreementVersionFilter | null | undefined;
  /** By number. */
  readonly number?: IntFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AgreementVersionFilter> | null | undefined;
  /** By proposedAt. */
  readonly proposedAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose proposedBy meets these conditions. */
  readonly proposedBy?: PersonFilter | null | undefined;
  /** By proposedByName. */
  readonly proposedByName?: StringFilter | null | undefined;
  /** By providerAcknowledgedAt. */
  readonly providerAcknowledgedAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose providerAcknowledgedBy meets these conditions. */
  readonly providerAcknowledgedBy?: PersonFilter | null | undefined;
  /** By providerName. */
  readonly providerName?: StringFilter | null | undefined;
  /** By reason. */
  readonly reason?: StringFilter | null | undefined;
  /** Matches rows whose slo meets these conditions. */
  readonly slo?: SloFilter | null | undefined;
  /** By status. */
  readonly status?: AgreementVersionStatusFilter | null | undefined;
  /** By target. */
  readonly target?: FloatFilter | null | undefined;
  /** By terms. */
  readonly terms?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By validFrom. */
  readonly validFrom?: DateFilter | null | undefined;
  /** By validTo. */
  readonly validTo?: DateFilter | null | undefined;
};

/** One key to order AgreementVersion rows by; the id decides between equals. */
export type AgreementVersionOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AgreementVersionOrderField;
};

/** What AgreementVersion rows can be ordered by. */
export type AgreementVersionOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By number. */
  | 'NUMBER'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** How far a version of an agreement has come. */
export type AgreementVersionStatus =
  /** Both sides have acknowledged it. It holds from validFrom to validTo. */
  | 'ACTIVE'
  /** At least one side has not acknowledged it. */
  | 'PROPOSED'
  /** One side has rejected it. */
  | 'REJECTED'
  /** A later version has been acknowledged; it holds until validTo. */
  | 'SUPERSEDED'
  /** It has been withdrawn before both sides acknowledged it. */
  | 'WITHDRAWN';

/** Conditions on an AgreementVersionStatus; all that are given must hold. */
export type AgreementVersionStatusFilter = {
  /** Equal to this value. */
  readonly eq?: AgreementVersionStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AgreementVersionStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an Alert; all that are given must hold, a comparison with an absent value does not. */
export type AlertFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AlertFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By endsAt. */
  readonly endsAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By fingerprint. */
  readonly fingerprint?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AlertFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AlertFilter> | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By severity. */
  readonly severity?: AlertSeverityFilter | null | undefined;
  /** Matches rows whose slo meets these conditions. */
  readonly slo?: SloFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By sourceSeverity. */
  readonly sourceSeverity?: StringFilter | null | undefined;
  /** By startsAt. */
  readonly startsAt?: DateTimeFilter | null | undefined;
  /** By status. */
  readonly status?: AlertStatusFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Alert rows by; the id decides between equals. */
export type AlertOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AlertOrderField;
};

/** What Alert rows can be ordered by. */
export type AlertOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By when it ended; those that go on count as last. */
  | 'ENDS_AT'
  /** By the start time. */
  | 'STARTS_AT'
  /** By title. */
  | 'TITLE'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Severity of an alert. */
export type AlertSeverity =
  /** Requires immediate action. */
  | 'CRITICAL'
  /** Requires no action. */
  | 'INFO'
  /** Requires action before it becomes critical. */
  | 'WARNING';

/** Conditions on an AlertSeverity; all that are given must hold. */
export type AlertSeverityFilter = {
  /** Equal to this value. */
  readonly eq?: AlertSeverity | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AlertSeverity> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Status of an alert. */
export type AlertStatus =
  /** Active. */
  | 'FIRING'
  /** Ended. */
  | 'RESOLVED';

/** Conditions on an AlertStatus; all that are given must hold. */
export type AlertStatusFilter = {
  /** Equal to this value. */
  readonly eq?: AlertStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AlertStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What work ends in that reaches no objective that counts. */
export type AlignmentBucket =
  /** Work for an objective that does not count on its day, and has none below it that does. */
  | 'INACTIVE_OBJECTIVE'
  /** Work that leads to no objective. */
  | 'NO_OBJECTIVE'
  /** Work of services with a duty that no objective names. It is not counted as misalignment. */
  | 'RUN';

/** A figure of alignment whose history is kept. */
export type AlignmentFigure =
  /** 1 less the weight that no live service supports. */
  | 'CEILING'
  /** Attainment of SLOs, by the weight of objectives. */
  | 'DELIVERY'
  /** How well work follows the weights, from 0 to 1. */
  | 'FIT'
  /** Number of gaps. */
  | 'GAPS'
  /** How well allocations follow the weights, from 0 to 1. */
  | 'PLANNED_FIT'
  /** Progress, by the weight of objectives. */
  | 'PROGRESS'
  /** Satisfaction, by the weight of objectives. */
  | 'SATISFACTION';

/** What the rows of the ledger are about. */
export type AlignmentGrouping =
  /** Objectives by weight, then what leads to none. */
  | 'OBJECTIVE'
  /** Services that work entered by, by amount. */
  | 'SERVICE'
  /** Teams by amount: whose effort it is, or who owns what costs. */
  | 'TEAM';

/** What is divided over objectives. */
export type AlignmentMeasure =
  /** Money, of one currency. */
  | 'COST'
  /** Minutes of work, on tickets and changes. */
  | 'EFFORT';

/** Conditions on an Allocation; all that are given must hold, a comparison with an absent value does not. */
export type AllocationFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AllocationFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By endsOn. */
  readonly endsOn?: DateFilter | null | undefined;
  /** By fte. */
  readonly fte?: DecimalFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By the money of the whole period. */
  readonly money?: MoneyFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AllocationFilter | null | undefined;
  /** By note. */
  readonly note?: StringFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AllocationFilter> | null | undefined;
  /** By pool. */
  readonly pool?: StringFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By startsOn. */
  readonly startsOn?: DateFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Allocation rows by; the id decides between equals. */
export type AllocationOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AllocationOrderField;
};

/** What Allocation rows can be ordered by. */
export type AllocationOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the first day of the period. */
  | 'STARTS_ON'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Mutations to run together. */
export type ApplyMutationsInput = {
  /** Mutations, up to 2,500, with up to 2,500 entries in the lists of their inputs altogether. */
  readonly mutations: ReadonlyArray<BatchMutationInput>;
};

/** OpenSLO documents. */
export type ApplyOpenSloInput = {
  /** YAML documents or JSON, each with one object or a list of objects, up to 1,000: openslo/v1, and what means the same of openslo.com/v2alpha. */
  readonly documents: string;
  /** With true, services and metrics that are not there are a problem; otherwise they are created. Defaults to false. */
  readonly existingOnly?: boolean | null | undefined;
};

/** Conditions on an Asset; all that are given must hold, a comparison with an absent value does not. */
export type AssetFilter = {
  /** Matches rows with at least one Alert that meets these conditions. */
  readonly alert?: AlertFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetFilter> | null | undefined;
  /** By availability. */
  readonly availability?: FloatFilter | null | undefined;
  /** Matches rows with at least one Change that meets these conditions. */
  readonly change?: ChangeFilter | null | undefined;
  /** Matches rows with at least one ChangeWindow that meets these conditions. */
  readonly changeWindow?: ChangeWindowFilter | null | undefined;
  /** Matches rows with at least one Cost that meets these conditions. */
  readonly cost?: CostFilter | null | undefined;
  /** By the cost per month. */
  readonly costPerMonth?: MoneyFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By the kept level of criticality. */
  readonly criticality?: CriticalityLevelFilter | null | undefined;
  /** Matches rows with at least one DuplicateTask that meets these conditions. */
  readonly duplicateTask?: DuplicateTaskFilter | null | undefined;
  /** By environment. */
  readonly environment?: StringFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By firstSeenAt. */
  readonly firstSeenAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one AssetIdentifier that meets these conditions. */
  readonly identifier?: AssetIdentifierFilter | null | undefined;
  /** Matches rows with at least one AssetRelation that meets these conditions. */
  readonly incomingRelation?: AssetRelationFilter | null | undefined;
  /** By kind. */
  readonly kind?: StringFilter | null | undefined;
  /** By lastSeenAt. */
  readonly lastSeenAt?: DateTimeFilter | null | undefined;
  /** By lifecycle. */
  readonly lifecycle?: LifecycleFilter | null | undefined;
  /** Matches rows with at least one MappingTask that meets these conditions. */
  readonly mappingTask?: MappingTaskFilter | null | undefined;
  /** Matches rows with at least one AssetMerge that meets these conditions. */
  readonly merge?: AssetMergeFilter | null | undefined;
  /** Matches rows whose mergedInto meets these conditions. */
  readonly mergedInto?: AssetFilter | null | undefined;
  /** Matches rows with at least one Metric that meets these conditions. */
  readonly metric?: MetricFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetFilter> | null | undefined;
  /** Matches rows whose owner meets these conditions. */
  readonly owner?: TeamFilter | null | undefined;
  /** By the id of the owning team; isNull for none. */
  readonly ownerId?: IdFilter | null | undefined;
  /** Matches rows with at least one AssetRelation that meets these conditions. */
  readonly relation?: AssetRelationFilter | null | undefined;
  /** By retiredAt. */
  readonly retiredAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By the kept value at risk, from 0 to 1. */
  readonly valueAtRisk?: FloatFilter | null | undefined;
};

/** Conditions on an AssetIdentifier; all that are given must hold, a comparison with an absent value does not. */
export type AssetIdentifierFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetIdentifierFilter> | null | undefined;
  /** Matches rows whose asset meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By environment. */
  readonly environment?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetIdentifierFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetIdentifierFilter> | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By value. */
  readonly value?: StringFilter | null | undefined;
};

/** An identifier used to match records to this asset, such as a serial number. */
export type AssetIdentifierInput = {
  /** Identifier kind, for example serial-number. */
  readonly kind: string;
  /** Identifier value. */
  readonly value: string;
};

/** Conditions on an AssetMerge; all that are given must hold, a comparison with an absent value does not. */
export type AssetMergeFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetMergeFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose duplicate meets these conditions. */
  readonly duplicate?: AssetFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By mergedAt. */
  readonly mergedAt?: DateTimeFilter | null | undefined;
  /** By mergedBy. */
  readonly mergedBy?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetMergeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetMergeFilter> | null | undefined;
  /** Matches rows whose survivor meets these conditions. */
  readonly survivor?: AssetFilter | null | undefined;
  /** Matches rows whose task meets these conditions. */
  readonly task?: DuplicateTaskFilter | null | undefined;
  /** By undoneAt. */
  readonly undoneAt?: DateTimeFilter | null | undefined;
  /** By undoneBy. */
  readonly undoneBy?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Asset rows by; the id decides between equals. */
export type AssetOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AssetOrderField;
};

/** What Asset rows can be ordered by. */
export type AssetOrderField =
  /** By currency, then by the amount per month: amounts of two currencies are not compared. Without a cost first, so last when the direction is DESC. */
  | 'COST_PER_MONTH'
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the kept level of criticality, LOW first, then by value at risk. */
  | 'CRITICALITY'
  /** By the time a source first reported the asset. */
  | 'FIRST_SEEN_AT'
  /** By kind. */
  | 'KIND'
  /** By the time a source last reported the asset. */
  | 'LAST_SEEN_AT'
  /** By lifecycle: LIVE, PLANNED, RETIRED. */
  | 'LIFECYCLE'
  /** By name. */
  | 'NAME'
  /** By the name of the owning team; without one last, so first when the direction is DESC. */
  | 'OWNER'
  /** By the time of the last update. */
  | 'UPDATED_AT'
  /** By the kept value at risk. */
  | 'VALUE_AT_RISK';

/** Conditions on an AssetRelation; all that are given must hold, a comparison with an absent value does not. */
export type AssetRelationFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetRelationFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose from meets these conditions. */
  readonly from?: AssetFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: AssetRelationKindFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetRelationFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetRelationFilter> | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By strength. */
  readonly strength?: FloatFilter | null | undefined;
  /** Matches rows whose to meets these conditions. */
  readonly to?: AssetFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How two assets stand to each other, and by that which of them suffers from the other. */
export type AssetRelationKind =
  /** Calls it, and suffers when it fails. */
  | 'CALLS'
  /** Has a connection to it, and suffers when it fails. */
  | 'CONNECTS_TO'
  /** Contains it: what is contained fails with its container. */
  | 'CONTAINS'
  /** Needs it, and fails with it. */
  | 'DEPENDS_ON'
  /** Keeps its data on it, and fails with it. */
  | 'MOUNTS'
  /** Is made and managed by it. */
  | 'OWNED_BY'
  /** Routes requests to it, and fails with it. */
  | 'ROUTES_TO'
  /** Runs on it, and fails with it. */
  | 'RUNS_ON'
  /** Sends its work to it, e.g. a Kubernetes service to its workloads, and fails with it. */
  | 'SELECTS';

/** Conditions on an AssetRelationKind; all that are given must hold. */
export type AssetRelationKindFilter = {
  /** Equal to this value. */
  readonly eq?: AssetRelationKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AssetRelationKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an AuditEvent; all that are given must hold, a comparison with an absent value does not. */
export type AuditEventFilter = {
  /** By action. */
  readonly action?: StringFilter | null | undefined;
  /** By actor. */
  readonly actor?: StringFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AuditEventFilter> | null | undefined;
  /** By at. */
  readonly at?: DateTimeFilter | null | undefined;
  /** By the ID of the entity, of any type. */
  readonly entityId?: IdFilter | null | undefined;
  /** By entityType. */
  readonly entityType?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AuditEventFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AuditEventFilter> | null | undefined;
  /** By the ID of the person or service account that the actor belongs to. */
  readonly principalId?: IdFilter | null | undefined;
  /** By requestId. */
  readonly requestId?: StringFilter | null | undefined;
};

/** One key to order AuditEvent rows by; the id decides between equals. */
export type AuditEventOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: AuditEventOrderField;
};

/** What AuditEvent rows can be ordered by. */
export type AuditEventOrderField =
  /** By the time of the change. */
  | 'AT';

/** One mutation of a batch. */
export type BatchMutationInput = {
  /** Input of the mutation. In a field of type ID, "$shop" stands for the row that an earlier mutation with the key shop creates. */
  readonly input: unknown;
  /** Key by which later mutations refer to the created row. Optional. */
  readonly key?: string | null | undefined;
  /** Name of the mutation, for example createService. */
  readonly name: string;
};

/** Conditions on a truth value; all that are given must hold. */
export type BooleanFilter = {
  /** Equal to this value. */
  readonly eq?: boolean | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Campaign; all that are given must hold, a comparison with an absent value does not. */
export type CampaignFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<CampaignFilter> | null | undefined;
  /** By closesAt. */
  readonly closesAt?: DateTimeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By language. */
  readonly language?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: CampaignFilter | null | undefined;
  /** By opensAt. */
  readonly opensAt?: DateTimeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<CampaignFilter> | null | undefined;
  /** Matches rows whose survey meets these conditions. */
  readonly survey?: SurveyFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Campaign rows by; the id decides between equals. */
export type CampaignOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: CampaignOrderField;
};

/** What Campaign rows can be ordered by. */
export type CampaignOrderField =
  /** By when it closes; those without a date count as last. */
  | 'CLOSES_AT'
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** One recipient of a link. */
export type CampaignRecipientInput = {
  /** What the caller knows the link by, such as the row of a list. It is returned beside the link and not stored. Up to 200 characters. */
  readonly label?: string | null | undefined;
  /** Key of the recipient that stays the same in later surveys of the same template on the same subject. Use a number or a pseudonym, not a name. Only a keyed hash is stored, and it is not returned. Up to 200 characters. */
  readonly panel?: string | null | undefined;
  /** Team that the recipient belongs to. */
  readonly team?: NodeRef | null | undefined;
};

/** A number of recipients of a team. */
export type CampaignTeamInput = {
  /** Number of links, from 1 to 1,000. */
  readonly count: number;
  /** The team. */
  readonly team: NodeRef;
};

/** Run to cancel. */
export type CancelSyncRunInput = {
  /** ID of the run. */
  readonly id: string;
};

/** How the causing change of a ticket is known. */
export type CauseMethod =
  /** Set by a user. */
  | 'MANUAL'
  /** Reported by the source of the ticket. */
  | 'SOURCE';

/** Conditions on a CauseMethod; all that are given must hold. */
export type CauseMethodFilter = {
  /** Equal to this value. */
  readonly eq?: CauseMethod | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<CauseMethod> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Change; all that are given must hold, a comparison with an absent value does not. */
export type ChangeFilter = {
  /** By actualEnd. */
  readonly actualEnd?: DateTimeFilter | null | undefined;
  /** By actualStart. */
  readonly actualStart?: DateTimeFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ChangeFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By backoutPlan. */
  readonly backoutPlan?: StringFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly causedTicket?: TicketFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** Matches rows with at least one Effort that meets these conditions. */
  readonly effort?: EffortFilter | null | undefined;
  /** By effortMinutes. */
  readonly effortMinutes?: IntFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By firstCommitAt. */
  readonly firstCommitAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By implementationPlan. */
  readonly implementationPlan?: StringFilter | null | undefined;
  /** Matches rows whose implementingTeam meets these conditions. */
  readonly implementingTeam?: TeamFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ChangeFilter | null | undefined;
  /** Matches rows whose objective meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ChangeFilter> | null | undefined;
  /** By outcome. */
  readonly outcome?: ChangeOutcomeFilter | null | undefined;
  /** By plannedEnd. */
  readonly plannedEnd?: DateTimeFilter | null | undefined;
  /** By plannedStart. */
  readonly plannedStart?: DateTimeFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** By requester. */
  readonly requester?: StringFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By sourceStatus. */
  readonly sourceStatus?: StringFilter | null | undefined;
  /** By status. */
  readonly status?: ChangeStatusFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By type. */
  readonly type?: ChangeTypeFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Change rows by; the id decides between equals. */
export type ChangeOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ChangeOrderField;
};

/** What Change rows can be ordered by. */
export type ChangeOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the start of the planned window; those without one count as last. */
  | 'PLANNED_START'
  /** By title. */
  | 'TITLE'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Outcome of a change. */
export type ChangeOutcome =
  /** Did not reach its goal. */
  | 'FAILED'
  /** Reverted by its backout plan. */
  | 'ROLLED_BACK'
  /** As planned. */
  | 'SUCCESSFUL'
  /** Completed with issues. */
  | 'SUCCESSFUL_WITH_ISSUES';

/** Conditions on a ChangeOutcome; all that are given must hold. */
export type ChangeOutcomeFilter = {
  /** Equal to this value. */
  readonly eq?: ChangeOutcome | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ChangeOutcome> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Status of a change. */
export type ChangeStatus =
  /** Risk and conflicts are being assessed. */
  | 'ASSESSING'
  /** Awaiting authorization. */
  | 'AWAITING_APPROVAL'
  /** Cancelled before implementation. */
  | 'CANCELLED'
  /** Done. */
  | 'CLOSED'
  /** Draft. */
  | 'DRAFT'
  /** In implementation. */
  | 'IMPLEMENTING'
  /** Not authorized. */
  | 'REJECTED'
  /** Implemented and under review. */
  | 'REVIEW'
  /** Authorized and waiting for its window. */
  | 'SCHEDULED';

/** Conditions on a ChangeStatus; all that are given must hold. */
export type ChangeStatusFilter = {
  /** Equal to this value. */
  readonly eq?: ChangeStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ChangeStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Change type (ITIL 4, change enablement). */
export type ChangeType =
  /** Implemented as soon as possible, for example to resolve an incident. */
  | 'EMERGENCY'
  /** Assessed and authorized individually. */
  | 'NORMAL'
  /** Low risk and pre-authorized. */
  | 'STANDARD';

/** Conditions on a ChangeType; all that are given must hold. */
export type ChangeTypeFilter = {
  /** Equal to this value. */
  readonly eq?: ChangeType | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ChangeType> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a ChangeWindow; all that are given must hold, a comparison with an absent value does not. */
export type ChangeWindowFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ChangeWindowFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By everything. */
  readonly everything?: BooleanFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: ChangeWindowKindFilter | null | undefined;
  /** By minutes. */
  readonly minutes?: IntFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ChangeWindowFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ChangeWindowFilter> | null | undefined;
  /** By recurrence. */
  readonly recurrence?: StringFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By startTime. */
  readonly startTime?: StringFilter | null | undefined;
  /** By timeZone. */
  readonly timeZone?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** What a change window is for. */
export type ChangeWindowKind =
  /** No change is to be made in it. */
  | 'FREEZE'
  /** Changes are to be made in it. What goes wrong in it does not count in SLOs of its services. */
  | 'MAINTENANCE';

/** Conditions on a ChangeWindowKind; all that are given must hold. */
export type ChangeWindowKindFilter = {
  /** Equal to this value. */
  readonly eq?: ChangeWindowKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ChangeWindowKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order ChangeWindow rows by; the id decides between equals. */
export type ChangeWindowOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ChangeWindowOrderField;
};

/** What ChangeWindow rows can be ordered by. */
export type ChangeWindowOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the local time of the first start. */
  | 'START_TIME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** A value of a key result. */
export type CheckInKeyResultInput = {
  /** The time that the value is of, not after now. Defaults to now. */
  readonly at?: string | null | undefined;
  /** How sure its owners are that it will be reached or kept, from 0 to 1. */
  readonly confidence?: number | null | undefined;
  /** The ID of the key result. */
  readonly keyResult: string;
  /** What there is to say about it. */
  readonly note?: string | null | undefined;
  /** The value, in its unit. */
  readonly value: number;
};

/** Campaign to close. */
export type CloseCampaignInput = {
  /** The Campaign. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** A comment to be made. */
export type CommentOnTicketInput = {
  /** What to say, in Markdown. */
  readonly body?: string | null | undefined;
  /** Idempotency key: a repeated request with the same key returns the first action. Defaults to a key derived from the input. */
  readonly idempotencyKey?: string | null | undefined;
  /** Whether to add the objectives at risk if the services and assets of the ticket fail. Defaults to false. */
  readonly impact?: boolean | null | undefined;
  /** The ticket, which must have come from a source. */
  readonly ticket: NodeRef;
};

/** Which costs are summed. */
export type CostAllocation =
  /** All costs. */
  | 'ALL'
  /** Costs of assets and services. */
  | 'ALLOCATED'
  /** Costs of neither: the source names no subject that is known. */
  | 'UNALLOCATED';

/** What a charge is (FOCUS: ChargeCategory). */
export type CostCategory =
  /** A correction of other charges, such as rounding. */
  | 'ADJUSTMENT'
  /** A voucher or a refund, with a negative amount. */
  | 'CREDIT'
  /** A purchase, such as a commitment for a year. */
  | 'PURCHASE'
  /** Tax. */
  | 'TAX'
  /** Use of a resource or a service. */
  | 'USAGE';

/** Conditions on a CostCategory; all that are given must hold. */
export type CostCategoryFilter = {
  /** Equal to this value. */
  readonly eq?: CostCategory | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<CostCategory> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What sums of costs are kept apart by. */
export type CostDimension =
  /** Account of the provider. */
  | 'ACCOUNT'
  /** What is charged for. */
  | 'PRODUCT'
  /** Who charges. */
  | 'PROVIDER';

/** Conditions on a Cost; all that are given must hold, a comparison with an absent value does not. */
export type CostFilter = {
  /** By account. */
  readonly account?: StringFilter | null | undefined;
  /** By the amount. */
  readonly amount?: MoneyFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<CostFilter> | null | undefined;
  /** Matches rows whose asset meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By the ID of the asset; isNull for none. */
  readonly assetId?: IdFilter | null | undefined;
  /** By category. */
  readonly category?: CostCategoryFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: CostFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<CostFilter> | null | undefined;
  /** By periodEnd. */
  readonly periodEnd?: DateTimeFilter | null | undefined;
  /** By periodStart. */
  readonly periodStart?: DateTimeFilter | null | undefined;
  /** By product. */
  readonly product?: StringFilter | null | undefined;
  /** By provider. */
  readonly provider?: StringFilter | null | undefined;
  /** By resource. */
  readonly resource?: StringFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By the ID of the service; isNull for none. */
  readonly serviceId?: IdFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Calendar interval in UTC over which costs are summed. */
export type CostInterval =
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** Three months, from January, April, July or October. */
  | 'QUARTER'
  /** A year. */
  | 'YEAR';

/** One key to order Cost rows by; the id decides between equals. */
export type CostOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: CostOrderField;
};

/** What Cost rows can be ordered by. */
export type CostOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the start of the period. */
  | 'PERIOD_START'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** A new Agreement. */
export type CreateAgreementInput = {
  /** The team to which it is promised. Of an UNDERPINNING_CONTRACT, defaults to the owner of the service. */
  readonly customerTeam?: NodeRef | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The customer of an SLA outside the organisation, or the supplier of an UNDERPINNING_CONTRACT. */
  readonly externalParty?: string | null | undefined;
  /** To whom something is promised. */
  readonly kind: AgreementKind;
  /** The day on which it is to be reviewed. */
  readonly reviewOn?: string | null | undefined;
  /** The service that it is about. */
  readonly service: NodeRef;
};

/** A new Allocation. */
export type CreateAllocationInput = {
  /** Last day of the period. */
  readonly endsOn: string;
  /** Full-time equivalents on each day of the period, with up to four decimals. */
  readonly fte?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Money of the whole period. Negative for what is given back. */
  readonly money?: MoneyInput | null | undefined;
  /** Note. */
  readonly note?: string | null | undefined;
  /** Name of a cost pool. Or give a team. */
  readonly pool?: string | null | undefined;
  /** Service that it is for. */
  readonly service: NodeRef;
  /** First day of the period. */
  readonly startsOn: string;
  /** Team that is allocated. Or give a pool. */
  readonly team?: NodeRef | null | undefined;
};

/** A new Asset. */
export type CreateAssetInput = {
  /** Attributes, as an object. A value takes precedence over every source; null removes that value, and the sources supply the attribute again. */
  readonly attributes?: unknown;
  /** Share of the time for which it is available by itself, from 0 to 1. With null, the sources supply it. */
  readonly availability?: number | null | undefined;
  /** Cost per month. With null, the sources supply it. */
  readonly costPerMonth?: MoneyInput | null | undefined;
  /** Environment, for example production. With null, the sources supply it. */
  readonly environment?: string | null | undefined;
  /** What it is, e.g. server.virtual. */
  readonly kind: string;
  /** Labels, as an object of strings. A value takes precedence over every source; null removes that value, and the sources supply the label again. */
  readonly labels?: unknown;
  /** Lifecycle state. Defaults to LIVE. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name. */
  readonly name: string;
  /** Owning team. With null, the sources supply it. */
  readonly owner?: NodeRef | null | undefined;
};

/** A new campaign, with up to 1,000 links; addCampaignLinks gives more. */
export type CreateCampaignInput = {
  /** Time until which links can be used. Defaults to the end of the survey. */
  readonly closesAt?: string | null | undefined;
  /** Language of the page, e.g. `de`. The questions are shown as they are. */
  readonly language?: string;
  /** Time from which links can be used. Defaults to the opening of the survey. */
  readonly opensAt?: string | null | undefined;
  /** Recipients, one by one. */
  readonly recipients?: ReadonlyArray<CampaignRecipientInput> | null | undefined;
  /** The survey, with its questions. */
  readonly survey: NodeRef;
  /** Teams with a number of recipients each. */
  readonly teams?: ReadonlyArray<CampaignTeamInput> | null | undefined;
};

/** A new Change. */
export type CreateChangeInput = {
  /** Backout plan. */
  readonly backoutPlan?: string | null | undefined;
  /** What is changed and why, at length. */
  readonly description?: string | null | undefined;
  /** Total effort in minutes. Used if the change has no time entries. */
  readonly effortMinutes?: number | null | undefined;
  /** Implementation plan. */
  readonly implementationPlan?: string | null | undefined;
  /** Implementing team. */
  readonly implementingTeam?: NodeRef | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Objective that the work is for. Without one, its services tell. */
  readonly objective?: NodeRef | null | undefined;
  /** The end of the planned window; not part of it. */
  readonly plannedEnd?: string | null | undefined;
  /** The start of the planned window. */
  readonly plannedStart?: string | null | undefined;
  /** Requester. */
  readonly requester?: string | null | undefined;
  /** What is changed, in one line. */
  readonly title: string;
  /** Change type. */
  readonly type: ChangeType;
};

/** A new ChangeWindow. */
export type CreateChangeWindowInput = {
  /** Description. */
  readonly description?: string | null | undefined;
  /** Whether it holds for all services and assets. Defaults to false. */
  readonly everything?: boolean | null | undefined;
  /** Local starts that are left out; up to 1,000. */
  readonly except?: ReadonlyArray<string> | null | undefined;
  /** What it is for. */
  readonly kind: ChangeWindowKind;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Exact length of each occurrence in minutes, also where clocks are changed; 1 to 525,600, a year. */
  readonly minutes: number;
  /** The name, unique among change windows. */
  readonly name: string;
  /** The value of an RRULE (RFC 5545) from FREQ=DAILY to FREQ=YEARLY, e.g. FREQ=WEEKLY;BYDAY=SU. Without it the window happens once. */
  readonly recurrence?: string | null | undefined;
  /** Local time of the first start, YYYY-MM-DD HH:MM or HH:MM:SS, on the clock of the time zone. */
  readonly startTime: string;
  /** Time zone, e.g. Europe/Berlin. */
  readonly timeZone: string;
};

/** A new Expectation. */
export type CreateExpectationInput = {
  /** The share of good events or good time that is expected, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** The service. */
  readonly service: NodeRef;
  /** The day since which it is expected. Defaults to today. */
  readonly since?: string | null | undefined;
  /** Who stated it: a person of the team or of a team below it. Defaults to the caller where that is such a person. */
  readonly statedBy?: NodeRef | null | undefined;
  /** What is expected, in the words of the users. Needed without an availability. */
  readonly statement?: string | null | undefined;
  /** The group of users. */
  readonly team: NodeRef;
};

/** A new KeyResult. */
export type CreateKeyResultInput = {
  /** The value now, entered by hand: a check-in without a note. It counts where nothing else is measured. */
  readonly current?: number | null | undefined;
  /** The least value that is kept. Only of MAINTAIN, which has this bound, the other or both. */
  readonly keepAbove?: number | null | undefined;
  /** The largest value that is kept. Only of MAINTAIN. */
  readonly keepBelow?: number | null | undefined;
  /** What it asks for. Defaults to REACH. */
  readonly kind?: KeyResultKind | null | undefined;
  /** The metric that it is read from: REACH its latest sample; MAINTAIN the mean of each period, the quotient of a RATIO, the growth of a COUNTER. Takes the place of an SLO or a score. */
  readonly metric?: NodeRef | null | undefined;
  /** The objective it belongs to. */
  readonly objective: NodeRef;
  /** In which periods it is to be kept. Only of MAINTAIN. Defaults to MONTH. */
  readonly periodUnit?: KeyResultPeriod | null | undefined;
  /** The area of AREA: FUNCTIONALITY, SATISFACTION, CULTURE or PLANNING. */
  readonly scoreAspect?: SurveyAspect | null | undefined;
  /** The score of surveys that it is: CSAT, NPS, CES or AREA, as far as it may be shown. REACH takes the last survey, MAINTAIN the last one that ends in each period. Takes the place of a metric or an SLO. */
  readonly scoreMeasure?: SurveyMeasure | null | undefined;
  /** Whose surveys count. Without a service, those on the organisation. */
  readonly scoreService?: NodeRef | null | undefined;
  /** The SLO whose attainment it is: REACH in the window of the SLO, MAINTAIN in each period. Takes the place of a metric or a score. */
  readonly slo?: NodeRef | null | undefined;
  /** The value it starts from. Only of REACH. */
  readonly start?: number | null | undefined;
  /** The value to reach. Only of REACH. */
  readonly target?: number | null | undefined;
  /** What is measured. */
  readonly title: string;
  /** The unit of its values, e.g. %, EUR, days. Shares that are read from an SLO, a ratio or a CSAT are percentages if it is %. */
  readonly unit?: string | null | undefined;
  /** Weight relative to the other key results. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** A new mapping rule. */
export type CreateMappingRuleInput = {
  /** Whether a service of the name is created if there is none. Defaults to false. */
  readonly createService?: boolean | null | undefined;
  /** What the rule is for. */
  readonly description?: string | null | undefined;
  /** Whether the rule is in force. Defaults to false. */
  readonly enabled?: boolean | null | undefined;
  /** Which assets the rule matches. Left out or empty, it matches all. */
  readonly filter?: MappingFilterInput | null | undefined;
  /** Dependency level of the links. Defaults to HARD. */
  readonly level?: DependencyLevel | null | undefined;
  /** Minimum number of available members of the group. Defaults to 1. */
  readonly minAvailable?: number | null | undefined;
  /** The name. */
  readonly name: string;
  /** Position among all rules, from 1 on. Defaults to the end. */
  readonly position?: number | null | undefined;
  /** Name of the redundancy group of the service that the links belong to; it is created if needed. */
  readonly redundancyGroup?: string | null | undefined;
  /** The service. Give either service or serviceName. */
  readonly service?: NodeRef | null | undefined;
  /** Template of the name of the service: text with places in braces, for example {label:app.kubernetes.io/part-of|name}. A rule whose template gives no name does not match. */
  readonly serviceName?: string | null | undefined;
  /** Template of the namespace that tells services of the same name apart; "" if the name is unique by itself. Defaults to {attribute:namespace} if createService is true, else to "". */
  readonly serviceNamespace?: string | null | undefined;
  /** Dependency strength of the links, from 0 (none) to 1 (certain). Replaces level. */
  readonly strength?: number | null | undefined;
};

/** A new Metric. */
export type CreateMetricInput = {
  /** The asset it is measured of. */
  readonly asset?: NodeRef | null | undefined;
  /** How its samples are to be read. */
  readonly kind: MetricKind;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Name, unique for its subject. */
  readonly name: string;
  /** The objective it is measured of. */
  readonly objective?: NodeRef | null | undefined;
  /** Seconds that a sample stands for, from its instant on, 1 to 2,678,400. Without it samples stand for instants. */
  readonly sampleSeconds?: number | null | undefined;
  /** The service it is measured of. */
  readonly service?: NodeRef | null | undefined;
  /** The unit of its values; 1 for a plain number or share. */
  readonly unit: string;
};

/** A new Objective. */
export type CreateObjectiveInput = {
  /** What the business gains by it. */
  readonly benefit?: string | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The last day of its period. */
  readonly endsOn?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
  /** Parent objective. Null at the top level. */
  readonly parent?: NodeRef | null | undefined;
  /** The first day of its period. */
  readonly startsOn?: string | null | undefined;
  /** Status. Defaults to DRAFT. */
  readonly status?: ObjectiveStatus | null | undefined;
  /** What is to be reached. */
  readonly title: string;
  /** Weight relative to sibling objectives. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** A new Person. */
export type CreatePersonInput = {
  /** Whether the person may sign in. False refuses its tokens and sign-ins. Defaults to true. */
  readonly active?: boolean | null | undefined;
  /** E-mail address, unique among persons. It is stored in lower case. */
  readonly email?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name. */
  readonly name: string;
};

/** A new Process. */
export type CreateProcessInput = {
  /** What is done, at length. */
  readonly description?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name, unique among processes. */
  readonly name: string;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
};

/** A new RedundancyGroup. */
export type CreateRedundancyGroupInput = {
  /** Minimum number of available members. Defaults to 1. */
  readonly minAvailable?: number | null | undefined;
  /** The name, unique within the service. */
  readonly name: string;
  /** The service that needs the group. */
  readonly service: NodeRef;
};

/** A new ServiceAccount. */
export type CreateServiceAccountInput = {
  /** What it is for. */
  readonly description?: string | null | undefined;
  /** The name, unique among service accounts. */
  readonly name: string;
};

/** A new Service. */
export type CreateServiceInput = {
  /** Share of the time for which it is available by itself, without what it depends on, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** Share of content users that it aims at, above 0 and up to 1. */
  readonly csatTarget?: number | null | undefined;
  /** What it does and for whom. */
  readonly description?: string | null | undefined;
  /** Business or technical. */
  readonly kind: ServiceKind;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Lifecycle state. Defaults to LIVE. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name, unique among services. */
  readonly name: string;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
  /** Duty that keeps it running and that no objective names, such as a law or accounting; all work that arrives at it then counts as RUN. */
  readonly runDuty?: string | null | undefined;
};

/** A new Slo. */
export type CreateSloInput = {
  /** Whether burn alerts watch it. Defaults to true. */
  readonly alerting?: boolean | null | undefined;
  /** How the error budget is counted. Defaults to OCCURRENCES. */
  readonly budgetingMethod?: SloBudgetingMethod | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The length of the window as OpenSLO writes it: m, h, d, w, M, Q or Y after a number, e.g. 30d or 1M. */
  readonly duration: string;
  /** How good and bad events are known. */
  readonly indicator: SloIndicator;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The metric of the indicator. */
  readonly metric: NodeRef;
  /** The name, unique among SLOs. */
  readonly name: string;
  /** How a good sample compares to the threshold. Only of THRESHOLD. */
  readonly operator?: SloOperator | null | undefined;
  /** The service that promises it. */
  readonly service: NodeRef;
  /** Local time at which the first calendar window starts, YYYY-MM-DD HH:MM or HH:MM:SS, together with timeZone. Without both the window is rolling. */
  readonly startTime?: string | null | undefined;
  /** The share that is promised, above 0 and below 1, e.g. 0.995. */
  readonly target: number;
  /** In the unit of the metric. Only of THRESHOLD. */
  readonly threshold?: number | null | undefined;
  /** The share of good events from which on a slice is good, up to 1. Only of TIMESLICES. */
  readonly timeSliceTarget?: number | null | undefined;
  /** The length of a slice, e.g. 5m. Not of OCCURRENCES. */
  readonly timeSliceWindow?: string | null | undefined;
  /** Time zone of a calendar window, e.g. Europe/Berlin. */
  readonly timeZone?: string | null | undefined;
  /** The metric that counts all events, of the same kind. Only of GOOD_RATIO and BAD_RATIO. */
  readonly totalMetric?: NodeRef | null | undefined;
};

/** A new source. */
export type CreateSourceInput = {
  /** Whether the plugin may call private network addresses. Defaults to false. */
  readonly allowPrivateHosts?: boolean | null | undefined;
  /** Settings of the plugin. plugins { configSchema } has their JSON Schema. */
  readonly config?: unknown;
  /** Seconds between deletion checks of incremental streams. Defaults to 86,400 (one day). */
  readonly deletionCheckIntervalSeconds?: number | null | undefined;
  /** HTTP or HTTPS address to read, for a plugin that reads files. */
  readonly input?: string | null | undefined;
  /** Name: lower-case letters, digits and . _ -. Cannot be changed. */
  readonly name: string;
  /** ID of the plugin. Cannot be changed. */
  readonly plugin: string;
  /** Precedence of its claims, from 1 to 1000. The lowest number supplies the effective value of an attribute. Defaults to 100. */
  readonly precedence?: number | null | undefined;
  /** Seconds between the time a record is missing from a full listing and the end of its claim. Defaults to 0. */
  readonly retirementGraceSeconds?: number | null | undefined;
  /** Cron expression of five fields, for example *\/15 * * * *. With null, the source is read only on request. */
  readonly schedule?: string | null | undefined;
  /** Secrets to encrypt. They need no entry in config. */
  readonly secrets?: ReadonlyArray<SourceSecretInput> | null | undefined;
  /** Time zone of the schedule, for example Europe/Oslo. Defaults to UTC. */
  readonly timeZone?: string | null | undefined;
};

/** A new Survey. */
export type CreateSurveyInput = {
  /** Time until which the survey can be answered. */
  readonly closesAt?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Time from which the survey can be answered. */
  readonly opensAt?: string | null | undefined;
  /** What it asks, in its order; up to 500. */
  readonly questions?: ReadonlyArray<SurveyQuestionInput> | null | undefined;
  /** The key of the question that the score is taken from. */
  readonly scoredQuestionKey?: string | null | undefined;
  /** Service that the survey is about. Defaults to the organisation. */
  readonly service?: NodeRef | null | undefined;
  /** What it measures. */
  readonly template: SurveyTemplate;
  /** What it is called. */
  readonly title: string;
};

/** A new Team. */
export type CreateTeamInput = {
  /** How to reach it. */
  readonly contact?: string | null | undefined;
  /** Cost centre. */
  readonly costCentre?: string | null | undefined;
  /** Business or IT. */
  readonly kind: TeamKind;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name, unique among teams. */
  readonly name: string;
  /** Team that it is a part of. Null at the top level. */
  readonly parent?: NodeRef | null | undefined;
};

/** A ticket to be made. */
export type CreateTicketInSourceInput = {
  /** The change, the service or the asset that it is about. */
  readonly about?: NodeRef | null | undefined;
  /** The same at length, in Markdown; what the graph knows follows. */
  readonly body?: string | null | undefined;
  /** The gap that it is to close. */
  readonly gap?: GapReferenceInput | null | undefined;
  /** Idempotency key: a repeated request with the same key returns the first action. Defaults to a key derived from the input. */
  readonly idempotencyKey?: string | null | undefined;
  /** Ticket kind. Defaults to TASK. */
  readonly kind?: TicketKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Project in the external system. Defaults to the project in the settings of the source. */
  readonly project?: string | null | undefined;
  /** The source in whose system it is made. */
  readonly source: string;
  /** Title, in one line. */
  readonly title: string;
};

/** A new Ticket. */
export type CreateTicketInput = {
  /** Assignee. */
  readonly assignee?: string | null | undefined;
  /** Assigned team. */
  readonly assigneeTeam?: NodeRef | null | undefined;
  /** Probability that this change caused the ticket, from 0 to 1. Defaults to 1. */
  readonly causeConfidence?: number | null | undefined;
  /** The change that caused it. */
  readonly causedByChange?: NodeRef | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** Due date. */
  readonly dueAt?: string | null | undefined;
  /** Total effort in minutes. Used if the ticket has no time entries. */
  readonly effortMinutes?: number | null | undefined;
  /** Impact, from 1 (highest) to 3. */
  readonly impact?: number | null | undefined;
  /** Ticket kind. */
  readonly kind: TicketKind;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Objective that the work is for. Without one, its services tell. */
  readonly objective?: NodeRef | null | undefined;
  /** Time of opening. Defaults to now. */
  readonly openedAt?: string | null | undefined;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Requester. */
  readonly requester?: string | null | undefined;
  /** Requesting team. */
  readonly requesterTeam?: NodeRef | null | undefined;
  /** When it was resolved. */
  readonly resolvedAt?: string | null | undefined;
  /** Status. Defaults to OPEN. */
  readonly status?: TicketStatus | null | undefined;
  /** Title, in one line. */
  readonly title: string;
  /** Urgency, from 1 (highest) to 3. */
  readonly urgency?: number | null | undefined;
};

/** Criticality of a service or asset: the value at risk if it fails. */
export type CriticalityLevel =
  /** Value at risk of 0.40 or more, unless the settings say another threshold. */
  | 'CRITICAL'
  /** Value at risk of 0.20 or more, unless the settings say another threshold; or an objective of at least average weight loses 0.80 or more. */
  | 'HIGH'
  /** Value at risk below the threshold of MEDIUM. */
  | 'LOW'
  /** Value at risk of 0.05 or more, unless the settings say another threshold. */
  | 'MEDIUM';

/** Conditions on a CriticalityLevel; all that are given must hold. */
export type CriticalityLevelFilter = {
  /** Equal to this value. */
  readonly eq?: CriticalityLevel | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<CriticalityLevel> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Least value at risk of each criticality level. They fall from critical over high to medium; 0 means any value at risk above 0. */
export type CriticalityThresholdsInput = {
  /** Least value at risk of CRITICAL, from 0 to 1. */
  readonly critical: number;
  /** Least value at risk of HIGH, from 0 to 1. */
  readonly high: number;
  /** Least value at risk of MEDIUM, from 0 to 1; below it a level is LOW. */
  readonly medium: number;
};

/** Conditions on a day; later is greater; all that are given must hold. */
export type DateFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Greater than this value. */
  readonly gt?: string | null | undefined;
  /** Greater than or equal to this value. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than or equal to this value. */
  readonly lte?: string | null | undefined;
};

/** Conditions on an instant; later is greater; all that are given must hold. */
export type DateTimeFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Greater than this value. */
  readonly gt?: string | null | undefined;
  /** Greater than or equal to this value. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than or equal to this value. */
  readonly lte?: string | null | undefined;
};

/** Conditions on a DeadLetter; all that are given must hold, a comparison with an absent value does not. */
export type DeadLetterFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<DeadLetterFilter> | null | undefined;
  /** By attempts. */
  readonly attempts?: IntFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By externalId. */
  readonly externalId?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: DeadLetterFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<DeadLetterFilter> | null | undefined;
  /** By reason. */
  readonly reason?: StringFilter | null | undefined;
  /** By resolvedAt. */
  readonly resolvedAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose run meets these conditions. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: DeadLetterStatusFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
};

/** Status of a dead letter. */
export type DeadLetterStatus =
  /** Not stored. */
  | 'OPEN'
  /** Stored by a later attempt. */
  | 'RESOLVED';

/** Conditions on a DeadLetterStatus; all that are given must hold. */
export type DeadLetterStatusFilter = {
  /** Equal to this value. */
  readonly eq?: DeadLetterStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<DeadLetterStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an exact number; all that are given must hold. */
export type DecimalFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Greater than this value. */
  readonly gt?: string | null | undefined;
  /** Greater than or equal to this value. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than or equal to this value. */
  readonly lte?: string | null | undefined;
};

/** Agreement to delete. */
export type DeleteAgreementInput = {
  /** The Agreement. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Allocation to delete. */
export type DeleteAllocationInput = {
  /** The Allocation. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Asset to delete. */
export type DeleteAssetInput = {
  /** The Asset. */
  readonly asset: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Change to delete. */
export type DeleteChangeInput = {
  /** The Change. */
  readonly change: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** ChangeWindow to delete. */
export type DeleteChangeWindowInput = {
  /** The ChangeWindow. */
  readonly changeWindow: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Which booking to take back. */
export type DeleteEffortInput = {
  /** The id of the effort. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Expectation to delete. */
export type DeleteExpectationInput = {
  /** The Expectation. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** KeyResult to delete. */
export type DeleteKeyResultInput = {
  /** The KeyResult. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Mapping rule to delete. */
export type DeleteMappingRuleInput = {
  /** The rule. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Metric to delete. */
export type DeleteMetricInput = {
  /** The Metric. */
  readonly metric: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Objective to delete. */
export type DeleteObjectiveInput = {
  /** The Objective. */
  readonly objective: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Person to delete. */
export type DeletePersonInput = {
  /** The Person. */
  readonly person: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Process to delete. */
export type DeleteProcessInput = {
  /** The Process. */
  readonly process: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** RedundancyGroup to delete. */
export type DeleteRedundancyGroupInput = {
  /** The RedundancyGroup. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** ServiceAccount to delete. */
export type DeleteServiceAccountInput = {
  /** The ServiceAccount. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Service to delete. */
export type DeleteServiceInput = {
  /** The Service. */
  readonly service: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Slo to delete. */
export type DeleteSloInput = {
  /** The Slo. */
  readonly slo: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Source to delete. */
export type DeleteSourceInput = {
  /** ID of the source. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Survey to delete. */
export type DeleteSurveyInput = {
  /** The Survey. */
  readonly survey: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Team to delete. */
export type DeleteTeamInput = {
  /** The Team. */
  readonly team: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Ticket to delete. */
export type DeleteTicketInput = {
  /** The Ticket. */
  readonly ticket: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** How badly something is needed, in words. */
export type DependencyLevel =
  /** Fails when it fails: strength 1. */
  | 'HARD'
  /** Suffers when it fails: strength 0.5. */
  | 'SOFT';

/** Task to dismiss. */
export type DismissDuplicateInput = {
  /** Reason for the decision. Optional; up to 2,000 characters. */
  readonly reason?: string | null | undefined;
  /** De-duplication task. */
  readonly task: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Conditions on a DuplicateTask; all that are given must hold, a comparison with an absent value does not. */
export type DuplicateTaskFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<DuplicateTaskFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By decidedAt. */
  readonly decidedAt?: DateTimeFilter | null | undefined;
  /** By decidedBy. */
  readonly decidedBy?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one AssetMerge that meets these conditions. */
  readonly merge?: AssetMergeFilter | null | undefined;
  /** This must not hold. */
  readonly not?: DuplicateTaskFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<DuplicateTaskFilter> | null | undefined;
  /** Matches rows with at least one PendingRecord that meets these conditions. */
  readonly pendingRecord?: PendingRecordFilter | null | undefined;
  /** Matches rows with at least one Person that meets these conditions. */
  readonly person?: PersonFilter | null | undefined;
  /** Matches rows with at least one Process that meets these conditions. */
  readonly process?: ProcessFilter | null | undefined;
  /** By reason. */
  readonly reason?: StringFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By status. */
  readonly status?: DuplicateTaskStatusFilter | null | undefined;
  /** Matches rows with at least one Team that meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order DuplicateTask rows by; the id decides between equals. */
export type DuplicateTaskOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: DuplicateTaskOrderField;
};

/** What DuplicateTask rows can be ordered by. */
export type DuplicateTaskOrderField =
  /** By the time of opening. */
  | 'CREATED_AT';

/** Status of a de-duplication task. */
export type DuplicateTaskStatus =
  /** The assets are not duplicates. */
  | 'DISMISSED'
  /** The assets were duplicates and have been merged. */
  | 'MERGED'
  /** The reason for the task no longer exists; no decision is needed. */
  | 'OBSOLETE'
  /** No decision yet. */
  | 'OPEN';

/** Conditions on a DuplicateTaskStatus; all that are given must hold. */
export type DuplicateTaskStatusFilter = {
  /** Equal to this value. */
  readonly eq?: DuplicateTaskStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<DuplicateTaskStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an Effort; all that are given must hold, a comparison with an absent value does not. */
export type EffortFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<EffortFilter> | null | undefined;
  /** Matches rows whose change meets these conditions. */
  readonly change?: ChangeFilter | null | undefined;
  /** By comment. */
  readonly comment?: StringFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By minutes. */
  readonly minutes?: IntFilter | null | undefined;
  /** This must not hold. */
  readonly not?: EffortFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<EffortFilter> | null | undefined;
  /** By performedAt. */
  readonly performedAt?: DateTimeFilter | null | undefined;
  /** By person. */
  readonly person?: StringFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** Matches rows whose ticket meets these conditions. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** A mapping rule and its state. */
export type EnableMappingRuleInput = {
  /** True puts the rule in force, false makes it a draft. */
  readonly enabled?: boolean;
  /** The rule. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Which agreement ends, and when. */
export type EndAgreementInput = {
  /** The Agreement. */
  readonly id: string;
  /** The last day on which it holds. Defaults to today. */
  readonly on?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Conditions on an Expectation; all that are given must hold, a comparison with an absent value does not. */
export type ExpectationFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ExpectationFilter> | null | undefined;
  /** By availability. */
  readonly availability?: FloatFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ExpectationFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ExpectationFilter> | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By since. */
  readonly since?: DateFilter | null | undefined;
  /** Matches rows whose statedBy meets these conditions. */
  readonly statedBy?: PersonFilter | null | undefined;
  /** By statement. */
  readonly statement?: StringFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Expectation rows by; the id decides between equals. */
export type ExpectationOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ExpectationOrderField;
};

/** What Expectation rows can be ordered by. */
export type ExpectationOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the day since which it is expected. */
  | 'SINCE'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Conditions on an ExternalReference; all that are given must hold, a comparison with an absent value does not. */
export type ExternalReferenceFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ExternalReferenceFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By externalId. */
  readonly externalId?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ExternalReferenceFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ExternalReferenceFilter> | null | undefined;
  /** By source. */
  readonly source?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By url. */
  readonly url?: StringFilter | null | undefined;
};

/** A reference to an object in an external system. */
export type ExternalReferenceInput = {
  /** The id of the entity there. */
  readonly externalId: string;
  /** The name of the other system, e.g. the name of a source. */
  readonly source: string;
};

/** Conditions on a number; all that are given must hold. */
export type FloatFilter = {
  /** Equal to this value. */
  readonly eq?: number | null | undefined;
  /** Greater than this value. */
  readonly gt?: number | null | undefined;
  /** Greater than or equal to this value. */
  readonly gte?: number | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: number | null | undefined;
  /** Less than or equal to this value. */
  readonly lte?: number | null | undefined;
};

/** What is missing. The report goes through the kinds in this order. */
export type GapKind =
  /** A version of an agreement was proposed more than 14 days ago and is not acknowledged. */
  | 'AGREEMENT_NOT_ACKNOWLEDGED'
  /** No service needs a live asset, directly or through others. */
  | 'ASSET_WITHOUT_SERVICE'
  /** A key result of an active objective has had no value for more days than the setting `keyResultFreshDays` allows: no sample, no survey with a score that may be shown, no check-in. */
  | 'KEY_RESULT_WITHOUT_VALUE'
  /** An active objective is outside its period. */
  | 'OBJECTIVE_OUTSIDE_PERIOD'
  /** No live service supports an active objective. */
  | 'OBJECTIVE_WITHOUT_SERVICE'
  /** An SLO or an agreement promises more than what the service depends on allows. */
  | 'PROMISE_NOT_POSSIBLE'
  /** A redundancy group has fewer live members than must hold. */
  | 'REDUNDANCY_NOT_MET'
  /** A live service needs an asset that is retired. */
  | 'SERVICE_ON_RETIRED_ASSET'
  /** A live service needs a service that is retired. */
  | 'SERVICE_ON_RETIRED_SERVICE'
  /** A live technical service stands on no live asset. */
  | 'SERVICE_WITHOUT_ASSET'
  /** A live service leads to no active objective. */
  | 'SERVICE_WITHOUT_OBJECTIVE'
  /** No team answers for a live service. */
  | 'SERVICE_WITHOUT_OWNER'
  /** A live service whose criticality is CRITICAL or HIGH has no SLO. */
  | 'SERVICE_WITHOUT_SLO'
  /** No survey is about a live service whose criticality is CRITICAL or HIGH. */
  | 'SERVICE_WITHOUT_SURVEY'
  /** A share of a service or process in an objective changes no value at risk: it is 0, a larger one of the same service or process counts in its place, or it is valid on no day of the period of the objective. */
  | 'SHARE_WITHOUT_EFFECT'
  /** The metric of an SLO has had no sample for more than 2 days, or 10 sampling intervals where those are longer. */
  | 'SLO_WITHOUT_SAMPLES';

/** A gap of the gap report. */
export type GapReferenceInput = {
  /** What is missing. */
  readonly kind: GapKind;
  /** What it is missing from: the subject of the gap. */
  readonly subject: NodeRef;
};

/** A role, and whom it is for. */
export type GrantRoleInput = {
  /** Whom the role is for. */
  readonly grantee: RoleGranteeInput;
  /** The role. */
  readonly role: Role;
  /** Team that the role is limited to, with the teams below it; only EDITOR can be. Null for the whole organisation. */
  readonly team?: NodeRef | null | undefined;
};

/** Conditions on an id; all that are given must hold. */
export type IdFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an IdentificationRule; all that are given must hold, a comparison with an absent value does not. */
export type IdentificationRuleFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<IdentificationRuleFilter> | null | undefined;
  /** By assetKind. */
  readonly assetKind?: StringFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By enabled. */
  readonly enabled?: BooleanFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By identifierKind. */
  readonly identifierKind?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: IdentificationRuleFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<IdentificationRuleFilter> | null | undefined;
  /** By priority. */
  readonly priority?: IntFilter | null | undefined;
  /** By scopedToEnvironment. */
  readonly scopedToEnvironment?: BooleanFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How an identifier is used. */
export type IdentificationRuleInput = {
  /** Whether the identifier is used to match assets. Defaults to true. */
  readonly enabled?: boolean | null | undefined;
  /** The kind of identifier. */
  readonly identifierKind: string;
  /** Priority, from 1 to 1000. Lower numbers are matched first. */
  readonly priority: number;
  /** Whether the identifier is unique only within one environment. Defaults to false. */
  readonly scopedToEnvironment?: boolean | null | undefined;
};

/** One key to order IdentificationRule rows by; the id decides between equals. */
export type IdentificationRuleOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: IdentificationRuleOrderField;
};

/** What IdentificationRule rows can be ordered by. */
export type IdentificationRuleOrderField =
  /** By the kind of asset. */
  | 'ASSET_KIND'
  /** By priority. */
  | 'PRIORITY';

/** Which way to follow dependencies. */
export type ImpactDirection =
  /** Follows dependencies: services and assets. */
  | 'DEPENDENCIES'
  /** Follows dependents: services and objectives. */
  | 'DEPENDENTS';

/** An asset record of a source. */
export type IngestAssetInput = {
  /** Attributes, as an object. */
  readonly attributes?: unknown;
  /** Share of the time for which it is available by itself, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** Cost per month. */
  readonly cost?: MoneyInput | null | undefined;
  /** Environment, for example production. */
  readonly environment?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Identifiers that records are matched by. */
  readonly identifiers?: ReadonlyArray<AssetIdentifierInput> | null | undefined;
  /** What it is, e.g. server.virtual. */
  readonly kind: string;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Its name. */
  readonly name: string;
  /** Owning team. */
  readonly owner?: IngestReferenceInput | null | undefined;
  /** Services that need it; up to 100. */
  readonly services?: ReadonlyArray<IngestReferenceInput> | null | undefined;
  /** Address of a page about the asset. */
  readonly url?: string | null | undefined;
};

/** A reference to an asset: exactly one of the fields. */
export type IngestAssetReferenceInput = {
  /** External ID in the same source. */
  readonly externalId?: string | null | undefined;
  /** Name, if one asset alone has it. */
  readonly name?: string | null | undefined;
};

/** Assets and relations of one source. */
export type IngestAssetsInput = {
  /** Up to 1,000 assets. */
  readonly assets?: ReadonlyArray<IngestAssetInput> | null | undefined;
  /** Up to 1,000 relations, between these assets or earlier ones. */
  readonly relations?: ReadonlyArray<IngestRelationInput> | null | undefined;
  /** Name of the source. It is created if it does not exist. */
  readonly source: string;
};

/** A service that an objective rests on. */
export type IngestContributionInput = {
  /** The service. */
  readonly service: IngestReferenceInput;
  /** Contribution share, from 0 to 1. Defaults to 1. */
  readonly share?: number | null | undefined;
};

/** A reference to the asset of a cost: exactly one of the fields. */
export type IngestCostAssetInput = {
  /** External ID in the same source. */
  readonly externalId?: string | null | undefined;
  /** An identifier. */
  readonly identifier?: IngestIdentifierReferenceInput | null | undefined;
  /** Name, if only one asset has it. */
  readonly name?: string | null | undefined;
};

/** A cost record of a source. It belongs to the first of its assets, then of its services, that is known; without one it is unallocated. */
export type IngestCostInput = {
  /** Account of the provider. */
  readonly account?: string | null | undefined;
  /** Amortized cost with its sign, as a decimal number such as "-12.50": up to 16 digits before the point and 18 after it. */
  readonly amount: string;
  /** Assets, in the order of preference; up to 10. */
  readonly assets?: ReadonlyArray<IngestCostAssetInput> | null | undefined;
  /** What the charge is. */
  readonly category: CostCategory;
  /** ISO 4217, e.g. EUR. */
  readonly currency: string;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** End of the period, excluded. */
  readonly periodEnd: string;
  /** Start of the period, included. */
  readonly periodStart: string;
  /** What is charged for. */
  readonly product?: string | null | undefined;
  /** Who charges. */
  readonly provider?: string | null | undefined;
  /** What the source calls the subject. */
  readonly resource?: string | null | undefined;
  /** Services, by external reference or name, in the order of preference; up to 10. */
  readonly services?: ReadonlyArray<string> | null | undefined;
};

/** What a service depends on: a service or an asset. */
export type IngestDependencyInput = {
  /** The asset that it depends on. */
  readonly asset?: IngestAssetReferenceInput | null | undefined;
  /** Name of the redundancy group of the service. */
  readonly group?: string | null | undefined;
  /** The service that it depends on. */
  readonly service?: IngestReferenceInput | null | undefined;
  /** Dependency strength, from 0 (none) to 1 (certain). Defaults to 1. */
  readonly strength?: number | null | undefined;
};

/** An identifier of an asset. */
export type IngestIdentifierReferenceInput = {
  /** Kind of identifier, such as cloud.resource-id. */
  readonly kind: string;
  /** The identifier. */
  readonly value: string;
};

/** A key result of an objective. */
export type IngestKeyResultInput = {
  /** The value now. Defaults to what is known, else to the start. */
  readonly current?: number | null | undefined;
  /** The value it starts from. */
  readonly start: number;
  /** The value to reach. */
  readonly target: number;
  /** What is measured; unique within the objective. */
  readonly title: string;
  /** The unit of its values. */
  readonly unit?: string | null | undefined;
  /** Weight relative to the other key results. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** A member of a team. */
export type IngestMemberInput = {
  /** The person. */
  readonly person: IngestPersonReferenceInput;
  /** What it is in the team. Defaults to MEMBER. */
  readonly role?: MembershipRole | null | undefined;
};

/** An objective record of a source. */
export type IngestObjectiveInput = {
  /** What the business gains by it. */
  readonly benefit?: string | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The last day of its period. */
  readonly endsOn?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** All its key results; up to 100. */
  readonly keyResults?: ReadonlyArray<IngestKeyResultInput> | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Owning team. */
  readonly owner?: IngestReferenceInput | null | undefined;
  /** Parent objective. */
  readonly parent?: IngestReferenceInput | null | undefined;
  /** All services that it rests on; up to 1,000. */
  readonly services?: ReadonlyArray<IngestContributionInput> | null | undefined;
  /** The first day of its period, such as 2026-01-01. */
  readonly startsOn?: string | null | undefined;
  /** Status. Defaults to DRAFT. */
  readonly status?: ObjectiveStatus | null | undefined;
  /** What is to be reached. */
  readonly title: string;
  /** Address of a page about it. */
  readonly url?: string | null | undefined;
  /** Weight relative to sibling objectives. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** Result for a row. */
export type IngestOutcome =
  /** Created or restored. */
  | 'ADDED'
  /** Changed. */
  | 'CHANGED'
  /** Rejected; message has the reason. */
  | 'REJECTED'
  /** Not changed. */
  | 'UNCHANGED';

/** A person record of a source. */
export type IngestPersonInput = {
  /** False for a person who has left. */
  readonly active?: boolean | null | undefined;
  /** E-mail address: the person who has it already is meant. */
  readonly email?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name. */
  readonly name: string;
};

/** A reference to a person: exactly one of the fields. */
export type IngestPersonReferenceInput = {
  /** E-mail address, in any case. */
  readonly email?: string | null | undefined;
  /** External ID in the same source. */
  readonly externalId?: string | null | undefined;
};

/** A process record of a source. */
export type IngestProcessInput = {
  /** Description. */
  readonly description?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name: the process that has it already is meant. */
  readonly name: string;
  /** All objectives that it supports; up to 1,000. */
  readonly objectives?: ReadonlyArray<IngestSupportInput> | null | undefined;
  /** Owning team. */
  readonly owner?: IngestReferenceInput | null | undefined;
  /** All services that it uses; up to 1,000. */
  readonly services?: ReadonlyArray<IngestUseInput> | null | undefined;
  /** Address of a page about it. */
  readonly url?: string | null | undefined;
};

/** Records of one source about what stands above its assets, costs, events of tickets and invitations to surveys. */
export type IngestRecordsInput = {
  /** Up to 1,000 costs. */
  readonly costs?: ReadonlyArray<IngestCostInput> | null | undefined;
  /** Up to 1,000 objectives. */
  readonly objectives?: ReadonlyArray<IngestObjectiveInput> | null | undefined;
  /** Up to 1,000 persons. */
  readonly people?: ReadonlyArray<IngestPersonInput> | null | undefined;
  /** Up to 1,000 processes. */
  readonly processes?: ReadonlyArray<IngestProcessInput> | null | undefined;
  /** Up to 1,000 services. */
  readonly services?: ReadonlyArray<IngestServiceInput> | null | undefined;
  /** Name of the source. It is created if it does not exist. */
  readonly source: string;
  /** Up to 1,000 invitations. */
  readonly surveyInvitations?: ReadonlyArray<IngestSurveyInvitationInput> | null | undefined;
  /** Up to 1,000 teams. */
  readonly teams?: ReadonlyArray<IngestTeamInput> | null | undefined;
  /** Up to 1,000 events of tickets. */
  readonly ticketEvents?: ReadonlyArray<IngestTicketEventInput> | null | undefined;
};

/** A reference to a team, a service or an objective: exactly one of the fields. It is looked up again after every run while it leads nowhere. */
export type IngestReferenceInput = {
  /** External ID in the same source. */
  readonly externalId?: string | null | undefined;
  /** Name as it is written. */
  readonly name?: string | null | undefined;
};

/** A relation between two assets of the source. */
export type IngestRelationInput = {
  /** External ID of the asset that the relation starts from. */
  readonly from: string;
  /** Relation kind. */
  readonly kind: AssetRelationKind;
  /** Failure propagation strength, from 0 (none) to 1 (certain). */
  readonly strength?: number | null | undefined;
  /** External ID of the asset that the relation points to. */
  readonly to: string;
};

/** A service record of a source. */
export type IngestServiceInput = {
  /** Share of the time for which it is available by itself, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** Share of content users that it aims at, above 0 and up to 1. */
  readonly csatTarget?: number | null | undefined;
  /** All that it depends on; up to 5,000. */
  readonly dependsOn?: ReadonlyArray<IngestDependencyInput> | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Defaults to TECHNICAL for a new service. */
  readonly kind?: ServiceKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Lifecycle state. Defaults to LIVE. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name: the service that has it already is meant. */
  readonly name: string;
  /** Owning team. */
  readonly owner?: IngestReferenceInput | null | undefined;
  /** Address of a page about it. */
  readonly url?: string | null | undefined;
};

/** An objective that a process supports. */
export type IngestSupportInput = {
  /** The objective. */
  readonly objective: IngestReferenceInput;
  /** Share of the objective, from 0 to 1. */
  readonly share?: number | null | undefined;
};

/** A record of a source that says how many persons were invited to a survey. */
export type IngestSurveyInvitationInput = {
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Number of persons. */
  readonly invited: number;
  /** Time of the invitation. */
  readonly invitedAt?: string | null | undefined;
  /** External ID of the survey in the same source. */
  readonly survey: string;
  /** Their team, by external reference or name. Leave it out for persons of no team. */
  readonly team?: string | null | undefined;
};

/** A team record of a source. */
export type IngestTeamInput = {
  /** How to reach it. */
  readonly contact?: string | null | undefined;
  /** Cost centre. */
  readonly costCentre?: string | null | undefined;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Business or IT. Defaults to IT for a new team. */
  readonly kind?: TeamKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** All its members; up to 5,000. */
  readonly members?: ReadonlyArray<IngestMemberInput> | null | undefined;
  /** The name: the team that has it already is meant. */
  readonly name: string;
  /** Team that it is a part of. */
  readonly parent?: IngestReferenceInput | null | undefined;
  /** Address of a page about it. */
  readonly url?: string | null | undefined;
};

/** A ticket event record of a source: the ticket enters a status. */
export type IngestTicketEventInput = {
  /** Time at which the status began. */
  readonly at: string;
  /** External ID: unique within the source, and stable. */
  readonly externalId: string;
  /** Status as the source names it. */
  readonly sourceState: string;
  /** Status that it entered. */
  readonly state: TicketStatus;
  /** External ID of the ticket in the same source. */
  readonly ticket: string;
};

/** A service that a process uses. */
export type IngestUseInput = {
  /** The service. */
  readonly service: IngestReferenceInput;
  /** How strongly it is needed, from 0 to 1. */
  readonly strength?: number | null | undefined;
};

/** Conditions on a whole number; all that are given must hold. */
export type IntFilter = {
  /** Equal to this value. */
  readonly eq?: number | null | undefined;
  /** Greater than this value. */
  readonly gt?: number | null | undefined;
  /** Greater than or equal to this value. */
  readonly gte?: number | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: number | null | undefined;
  /** Less than or equal to this value. */
  readonly lte?: number | null | undefined;
};

/** Conditions on a KeyResultCheckIn; all that are given must hold, a comparison with an absent value does not. */
export type KeyResultCheckInFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<KeyResultCheckInFilter> | null | undefined;
  /** By at. */
  readonly at?: DateTimeFilter | null | undefined;
  /** By confidence. */
  readonly confidence?: FloatFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows whose keyResult meets these conditions. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** This must not hold. */
  readonly not?: KeyResultCheckInFilter | null | undefined;
  /** By note. */
  readonly note?: StringFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<KeyResultCheckInFilter> | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By value. */
  readonly value?: FloatFilter | null | undefined;
};

/** Conditions on a KeyResult; all that are given must hold, a comparison with an absent value does not. */
export type KeyResultFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<KeyResultFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By keepAbove. */
  readonly keepAbove?: FloatFilter | null | undefined;
  /** By keepBelow. */
  readonly keepBelow?: FloatFilter | null | undefined;
  /** Matches rows with at least one KeyResultCheckIn that meets these conditions. */
  readonly keyResultCheckIn?: KeyResultCheckInFilter | null | undefined;
  /** By kind. */
  readonly kind?: KeyResultKindFilter | null | undefined;
  /** By manualCurrent. */
  readonly manualCurrent?: FloatFilter | null | undefined;
  /** Matches rows whose metric meets these conditions. */
  readonly metric?: MetricFilter | null | undefined;
  /** This must not hold. */
  readonly not?: KeyResultFilter | null | undefined;
  /** Matches rows whose objective meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<KeyResultFilter> | null | undefined;
  /** By periodUnit. */
  readonly periodUnit?: KeyResultPeriodFilter | null | undefined;
  /** By scoreAspect. */
  readonly scoreAspect?: SurveyAspectFilter | null | undefined;
  /** By scoreMeasure. */
  readonly scoreMeasure?: SurveyMeasureFilter | null | undefined;
  /** Matches rows whose scoreService meets these conditions. */
  readonly scoreService?: ServiceFilter | null | undefined;
  /** By scoreSubject. */
  readonly scoreSubject?: SurveySubjectFilter | null | undefined;
  /** Matches rows whose slo meets these conditions. */
  readonly slo?: SloFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By start. */
  readonly start?: FloatFilter | null | undefined;
  /** By target. */
  readonly target?: FloatFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By unit. */
  readonly unit?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By weight. */
  readonly weight?: FloatFilter | null | undefined;
};

/** What a key result asks for. */
export type KeyResultKind =
  /** To stay at a bound, or between two, in each week or month. */
  | 'MAINTAIN'
  /** To come from a start to a target. */
  | 'REACH';

/** Conditions on a KeyResultKind; all that are given must hold. */
export type KeyResultKindFilter = {
  /** Equal to this value. */
  readonly eq?: KeyResultKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<KeyResultKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** The periods of a key result that is to be maintained, counted from the start of its objective. */
export type KeyResultPeriod =
  /** Months of the calendar of the organisation. */
  | 'MONTH'
  /** Seven days of the calendar of the organisation. */
  | 'WEEK';

/** Conditions on a KeyResultPeriod; all that are given must hold. */
export type KeyResultPeriodFilter = {
  /** Equal to this value. */
  readonly eq?: KeyResultPeriod | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<KeyResultPeriod> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Lifecycle state of a service or asset. */
export type Lifecycle =
  /** In use. */
  | 'LIVE'
  /** Not in use yet. */
  | 'PLANNED'
  /** No longer in use. */
  | 'RETIRED';

/** Conditions on a Lifecycle; all that are given must hold. */
export type LifecycleFilter = {
  /** Equal to this value. */
  readonly eq?: Lifecycle | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<Lifecycle> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What to link to an Alert. */
export type LinkAlertInput = {
  /** The Alert. */
  readonly alert: NodeRef;
  /** Assets it is about; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** Services it is about; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** A relation between two assets. */
export type LinkAssetsInput = {
  /** Asset that the relation starts from. */
  readonly from: NodeRef;
  /** Relation kind. */
  readonly kind: AssetRelationKind;
  /** Failure propagation strength, from 0 (none) to 1 (certain). Defaults to 0.5 for CALLS and CONNECTS_TO, otherwise to 1. */
  readonly strength?: number | null | undefined;
  /** Asset that the relation points to. */
  readonly to: NodeRef;
};

/** Dependencies of a service on assets. */
export type LinkAssetsToServiceInput = {
  /** Assets that the service depends on; up to 1,000. */
  readonly assets: ReadonlyArray<NodeRef>;
  /** Dependency level. Defaults to HARD. */
  readonly level?: DependencyLevel | null | undefined;
  /** Redundancy group of the service that the dependencies belong to. Optional. */
  readonly redundancyGroupId?: string | null | undefined;
  /** Service that depends on the assets. */
  readonly service: NodeRef;
  /** Dependency strength, from 0 (none) to 1 (certain). Replaces level. */
  readonly strength?: number | null | undefined;
};

/** What to link to a Change. */
export type LinkChangeInput = {
  /** Assets it touches; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** The Change. */
  readonly change: NodeRef;
  /** Services it touches; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
  /** Part of the work that each of these services has, above 0 and up to 1; on one change they come to at most 1. Services without one divide what the others leave. Null takes it away. */
  readonly share?: number | null | undefined;
};

/** What to link to a ChangeWindow. */
export type LinkChangeWindowInput = {
  /** Assets it holds for; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** The ChangeWindow. */
  readonly changeWindow: NodeRef;
  /** Services it holds for; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** A membership. */
export type LinkPersonToTeamInput = {
  /** The person. */
  readonly person: NodeRef;
  /** What it is in the team. Defaults to MEMBER. */
  readonly role?: MembershipRole | null | undefined;
  /** The team. */
  readonly team: NodeRef;
};

/** What to link to a Process. */
export type LinkProcessInput = {
  /** Objectives it supports; up to 1,000. */
  readonly objectives?: ReadonlyArray<NodeRef> | null | undefined;
  /** The Process. */
  readonly process: NodeRef;
  /** Services it uses; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** That a process supports an objective. */
export type LinkProcessToObjectiveInput = {
  /** The objective that it supports. */
  readonly objective: NodeRef;
  /** The process. */
  readonly process: NodeRef;
  /** Share of the objective, from 0 to 1. Null takes a statement back; 1 then counts. */
  readonly share?: number | null | undefined;
};

/** That a process uses a service. */
export type LinkProcessToServiceInput = {
  /** How badly it is needed, in words. Null takes a statement back; 0.5 then counts. */
  readonly level?: DependencyLevel | null | undefined;
  /** The process. */
  readonly process: NodeRef;
  /** The service that it uses. */
  readonly service: NodeRef;
  /** How strongly it is needed, from 0 to 1; replaces level. Null takes a statement back; 0.5 then counts. */
  readonly strength?: number | null | undefined;
};

/** A contribution of a service to an objective. */
export type LinkServiceToObjectiveInput = {
  /** Share of the service's work that is done for the objective, from 0 to 1; on no day may those of a service come to more than 1. */
  readonly effortShare?: number | null | undefined;
  /** The objective. */
  readonly objective: NodeRef;
  /** Rationale for the value. */
  readonly rationale?: string | null | undefined;
  /** The service that it rests on. */
  readonly service: NodeRef;
  /** Contribution share, from 0 to 1. Defaults to 1. */
  readonly share?: number | null | undefined;
  /** The first day on which it counts. */
  readonly validFrom?: string | null | undefined;
  /** The last day on which it counts. */
  readonly validTo?: string | null | undefined;
};

/** A dependency of a service on a service. */
export type LinkServiceToServiceInput = {
  /** The service that it needs. */
  readonly dependsOn: NodeRef;
  /** Dependency level. Defaults to HARD. */
  readonly level?: DependencyLevel | null | undefined;
  /** Redundancy group of the service that the dependency belongs to. Optional. */
  readonly redundancyGroupId?: string | null | undefined;
  /** The service that needs the other. */
  readonly service: NodeRef;
  /** Dependency strength, from 0 (none) to 1 (certain). Replaces level. */
  readonly strength?: number | null | undefined;
};

/** What to link to a Ticket. */
export type LinkTicketInput = {
  /** Assets it is about; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** Services it is about; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
  /** Part of the work that each of these services has, above 0 and up to 1; on one ticket they come to at most 1. Services without one divide what the others leave. Null takes it away. */
  readonly share?: number | null | undefined;
  /** The Ticket. */
  readonly ticket: NodeRef;
};

/** What the loss of an objective is added up from. */
export type LossBasis =
  /** The business processes that support it. */
  | 'PROCESSES'
  /** The services that it rests on. */
  | 'SERVICES';

/** A condition on a label or attribute: that it is there, or that it has one of some values. */
export type MappingConditionInput = {
  /** Key of the label, or path of the attribute with dots. */
  readonly key: string;
  /** At least one of these patterns must match, in which * stands for any characters. Left out, any value will do. */
  readonly values?: ReadonlyArray<string> | null | undefined;
};

/** Which assets a mapping rule matches: all conditions that are given must hold. Upper and lower case differ. */
export type MappingFilterInput = {
  /** Conditions on attributes; all must hold. */
  readonly attributes?: ReadonlyArray<MappingConditionInput> | null | undefined;
  /** Environment. At least one of these patterns must match, in which * stands for any characters. */
  readonly environments?: ReadonlyArray<string> | null | undefined;
  /** Asset kind, for example kubernetes.*. At least one of these patterns must match, in which * stands for any characters. */
  readonly kinds?: ReadonlyArray<string> | null | undefined;
  /** Conditions on labels; all must hold. */
  readonly labels?: ReadonlyArray<MappingConditionInput> | null | undefined;
  /** Name. At least one of these patterns must match, in which * stands for any characters. */
  readonly names?: ReadonlyArray<string> | null | undefined;
  /** Attribute namespace. At least one of these patterns must match, in which * stands for any characters. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Leaves out assets that one of these matches. */
  readonly not?: ReadonlyArray<MappingFilterInput> | null | undefined;
  /** The owning team is one of these. */
  readonly ownerIds?: ReadonlyArray<string> | null | undefined;
  /** Name of a source that reports the asset. At least one of these patterns must match, in which * stands for any characters. */
  readonly sources?: ReadonlyArray<string> | null | undefined;
};

/** What would become of the link of an asset. */
export type MappingOutcome =
  /** The link would be made. */
  | 'ADDED'
  /** The link would be removed. */
  | 'REMOVED'
  /** A mapping task would be opened, because the rule gives no single service. */
  | 'TASK'
  /** The link is there and would stay. */
  | 'UNCHANGED';

/** Conditions on a MappingRule; all that are given must hold, a comparison with an absent value does not. */
export type MappingRuleFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MappingRuleFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By createsService. */
  readonly createsService?: BooleanFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By enabled. */
  readonly enabled?: BooleanFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By minAvailable. */
  readonly minAvailable?: IntFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MappingRuleFilter | null | undefined;
  /** By number. */
  readonly number?: IntFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MappingRuleFilter> | null | undefined;
  /** By position. */
  readonly position?: IntFilter | null | undefined;
  /** By redundancyGroup. */
  readonly redundancyGroup?: StringFilter | null | undefined;
  /** By ruleSet. */
  readonly ruleSet?: StringFilter | null | undefined;
  /** By ruleVersion. */
  readonly ruleVersion?: IntFilter | null | undefined;
  /** Matches rows with at least one MappingRuleVersion that meets these conditions. */
  readonly ruleVersions?: MappingRuleVersionFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By serviceName. */
  readonly serviceName?: StringFilter | null | undefined;
  /** By serviceNamespace. */
  readonly serviceNamespace?: StringFilter | null | undefined;
  /** By strength. */
  readonly strength?: FloatFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order MappingRule rows by; the id decides between equals. */
export type MappingRuleOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: MappingRuleOrderField;
};

/** What MappingRule rows can be ordered by. */
export type MappingRuleOrderField =
  /** By name. */
  | 'NAME'
  /** By number. */
  | 'NUMBER'
  /** By position: the order in which rules are tried. */
  | 'POSITION';

/** Conditions on a MappingRuleVersion; all that are given must hold, a comparison with an absent value does not. */
export type MappingRuleVersionFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MappingRuleVersionFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one ServiceDependency that meets these conditions. */
  readonly dependency?: ServiceDependencyFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MappingRuleVersionFilter | null | undefined;
  /** By number. */
  readonly number?: IntFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MappingRuleVersionFilter> | null | undefined;
  /** Matches rows whose rule meets these conditions. */
  readonly rule?: MappingRuleFilter | null | undefined;
  /** By ruleVersion. */
  readonly ruleVersion?: IntFilter | null | undefined;
  /** Matches rows with at least one MappingTask that meets these conditions. */
  readonly task?: MappingTaskFilter | null | undefined;
};

/** Conditions on a MappingTask; all that are given must hold, a comparison with an absent value does not. */
export type MappingTaskFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MappingTaskFilter> | null | undefined;
  /** Matches rows whose asset meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly candidate?: ServiceFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows whose mappingRuleVersion meets these conditions. */
  readonly mappingRuleVersion?: MappingRuleVersionFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MappingTaskFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MappingTaskFilter> | null | undefined;
  /** By reason. */
  readonly reason?: MappingTaskReasonFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order MappingTask rows by; the id decides between equals. */
export type MappingTaskOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: MappingTaskOrderField;
};

/** What MappingTask rows can be ordered by. */
export type MappingTaskOrderField =
  /** By the time of opening. */
  | 'CREATED_AT';

/** Why a mapping rule gives no service for an asset that it matches. */
export type MappingTaskReason =
  /** No service of a user or source has the name, and the rule does not create services. */
  | 'NO_SERVICE'
  /** The template gives several names, because a label or attribute has several values. */
  | 'SEVERAL_NAMES'
  /** No service of a user or source has the name, but the names of one or several differ from it only in case, spaces, hyphens or underscores. */
  | 'SIMILAR_NAME';

/** Conditions on a MappingTaskReason; all that are given must hold. */
export type MappingTaskReasonFilter = {
  /** Equal to this value. */
  readonly eq?: MappingTaskReason | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<MappingTaskReason> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Membership; all that are given must hold, a comparison with an absent value does not. */
export type MembershipFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MembershipFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By issuer. */
  readonly issuer?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MembershipFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MembershipFilter> | null | undefined;
  /** Matches rows whose person meets these conditions. */
  readonly person?: PersonFilter | null | undefined;
  /** By role. */
  readonly role?: MembershipRoleFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** What a person is in a team. It gives no rights; roles do. */
export type MembershipRole =
  /** Leads the team. */
  | 'LEAD'
  /** Belongs to the team. */
  | 'MEMBER';

/** Conditions on a MembershipRole; all that are given must hold. */
export type MembershipRoleFilter = {
  /** Equal to this value. */
  readonly eq?: MembershipRole | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<MembershipRole> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Assets to merge. */
export type MergeAssetsInput = {
  /** Assets to merge into the survivor; up to 100. */
  readonly duplicates: ReadonlyArray<NodeRef>;
  /** Asset to keep. */
  readonly survivor: NodeRef;
  /** De-duplication task that the merge decides. Optional. */
  readonly task?: string | null | undefined;
};

/** Conditions on a Metric; all that are given must hold, a comparison with an absent value does not. */
export type MetricFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MetricFilter> | null | undefined;
  /** Matches rows whose asset meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one KeyResult that meets these conditions. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** By kind. */
  readonly kind?: MetricKindFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MetricFilter | null | undefined;
  /** Matches rows whose objective meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MetricFilter> | null | undefined;
  /** By sampleSeconds. */
  readonly sampleSeconds?: IntFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** Matches rows with at least one Slo that meets these conditions. */
  readonly slo?: SloFilter | null | undefined;
  /** By unit. */
  readonly unit?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How the samples of a metric are to be read. */
export type MetricKind =
  /** A count that only goes up, and begins again at 0 after a reset. */
  | 'COUNTER'
  /** A reading that goes up and down. */
  | 'GAUGE'
  /** Good events and all events, e.g. requests that were answered in time. */
  | 'RATIO';

/** Conditions on a MetricKind; all that are given must hold. */
export type MetricKindFilter = {
  /** Equal to this value. */
  readonly eq?: MetricKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<MetricKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Metric rows by; the id decides between equals. */
export type MetricOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: MetricOrderField;
};

/** What Metric rows can be ordered by. */
export type MetricOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** What a stage of the model lacks. */
export type ModelGapKind =
  /** No team owns a live asset. */
  | 'ASSET_WITHOUT_OWNER'
  /** No service needs a live asset, directly or through others. */
  | 'ASSET_WITHOUT_SERVICE'
  /** No source reports a live asset. */
  | 'ASSET_WITHOUT_SOURCE'
  /** A default stands in for the share or strength of a link. */
  | 'LINK_WITHOUT_SHARE'
  /** There are no live assets, no live services and no active objectives. */
  | 'NOTHING_RECORDED'
  /** No live service supports an active objective. */
  | 'OBJECTIVE_WITHOUT_SERVICE'
  /** A live technical service has no live asset below it. */
  | 'SERVICE_WITHOUT_ASSET'
  /** A live service leads to no active objective. */
  | 'SERVICE_WITHOUT_OBJECTIVE'
  /** No team owns a live service. */
  | 'SERVICE_WITHOUT_OWNER'
  /** A source has not confirmed live assets within its schedule. */
  | 'SOURCE_NOT_READ';

/** A stage of the model, in the order in which facts go through them. */
export type ModelStage =
  /** A source has confirmed a live asset within its schedule. */
  | 'FOUND'
  /** A live service leads to an active objective. */
  | 'LINKED'
  /** A service needs a live asset, directly or through other assets. */
  | 'MAPPED'
  /** A team owns a live service or asset. */
  | 'OWNED'
  /** A link to an active objective has a share or strength of its own. */
  | 'WEIGHED';

/** Conditions on an amount of money; all that are given must hold. */
export type MoneyFilter = {
  /** By the exact amount, whatever the currency; name one with currency. */
  readonly amount?: DecimalFilter | null | undefined;
  /** By the currency, ISO 4217, e.g. EUR. */
  readonly currency?: StringFilter | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** An amount of money. */
export type MoneyInput = {
  /** The exact amount. */
  readonly amount: string;
  /** ISO 4217, e.g. EUR. */
  readonly currency: string;
};

/** A mapping rule and its position. */
export type MoveMappingRuleInput = {
  /** The rule. */
  readonly id: string;
  /** Position among all rules, from 1 on; a number past the end means the end. */
  readonly position: number;
};

/** How a node has changed. */
export type NodeChangeKind =
  /** The node was created. */
  | 'CREATED'
  /** The node was deleted. */
  | 'DELETED'
  /** More nodes of the type have changed than are listed, or events may have been missed. Read the nodes again. */
  | 'MANY'
  /** The node was updated. */
  | 'UPDATED';

/** Names a node by its ID or by its external reference. */
export type NodeRef =
  {   /** The ID of the node. */
  readonly id: string; readonly reference?: never; }
  |  { readonly id?: never;   /** The external reference of the node. It must lead to exactly one node. */
  readonly reference: ExternalReferenceInput; };

/** Types of nodes whose changes `nodeChanged` sends. */
export type NodeTypeName =
  /** Type Agreement. */
  | 'AGREEMENT'
  /** Type AgreementVersion. */
  | 'AGREEMENT_VERSION'
  /** Type Alert. */
  | 'ALERT'
  /** Type Allocation. */
  | 'ALLOCATION'
  /** Type Asset. */
  | 'ASSET'
  /** Type AssetIdentifier. */
  | 'ASSET_IDENTIFIER'
  /** Type AssetMerge. */
  | 'ASSET_MERGE'
  /** Type AssetRelation. */
  | 'ASSET_RELATION'
  /** Type Campaign. */
  | 'CAMPAIGN'
  /** Type Change. */
  | 'CHANGE'
  /** Type ChangeWindow. */
  | 'CHANGE_WINDOW'
  /** Type Cost. */
  | 'COST'
  /** Type DuplicateTask. */
  | 'DUPLICATE_TASK'
  /** Type Effort. */
  | 'EFFORT'
  /** Type Expectation. */
  | 'EXPECTATION'
  /** Type ExternalReference. */
  | 'EXTERNAL_REFERENCE'
  /** Type IdentificationRule. */
  | 'IDENTIFICATION_RULE'
  /** Type KeyResult. */
  | 'KEY_RESULT'
  /** Type KeyResultCheckIn. */
  | 'KEY_RESULT_CHECK_IN'
  /** Type MappingRule. */
  | 'MAPPING_RULE'
  /** Type MappingTask. */
  | 'MAPPING_TASK'
  /** Type Membership. */
  | 'MEMBERSHIP'
  /** Type Metric. */
  | 'METRIC'
  /** Type Objective. */
  | 'OBJECTIVE'
  /** Type ObjectiveServiceLink. */
  | 'OBJECTIVE_SERVICE_LINK'
  /** Type Person. */
  | 'PERSON'
  /** Type PrecedenceRule. */
  | 'PRECEDENCE_RULE'
  /** Type Process. */
  | 'PROCESS'
  /** Type RedundancyGroup. */
  | 'REDUNDANCY_GROUP'
  /** Type RoleGrant. */
  | 'ROLE_GRANT'
  /** Type Service. */
  | 'SERVICE'
  /** Type ServiceAccount. */
  | 'SERVICE_ACCOUNT'
  /** Type ServiceDependency. */
  | 'SERVICE_DEPENDENCY'
  /** Type Slo. */
  | 'SLO'
  /** Type Source. */
  | 'SOURCE'
  /** Type SourceAction. */
  | 'SOURCE_ACTION'
  /** Type Survey. */
  | 'SURVEY'
  /** Type SurveyInvitation. */
  | 'SURVEY_INVITATION'
  /** Type SurveyResponse. */
  | 'SURVEY_RESPONSE'
  /** Type Team. */
  | 'TEAM'
  /** Type Ticket. */
  | 'TICKET'
  /** Type TicketEvent. */
  | 'TICKET_EVENT';

/** Conditions on an Objective; all that are given must hold, a comparison with an absent value does not. */
export type ObjectiveFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ObjectiveFilter> | null | undefined;
  /** By benefit. */
  readonly benefit?: StringFilter | null | undefined;
  /** Matches rows with at least one Change that meets these conditions. */
  readonly change?: ChangeFilter | null | undefined;
  /** Matches rows with at least one Objective that meets these conditions. */
  readonly child?: ObjectiveFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By endsOn. */
  readonly endsOn?: DateFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one KeyResult that meets these conditions. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** Matches rows with at least one Metric that meets these conditions. */
  readonly metric?: MetricFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ObjectiveFilter> | null | undefined;
  /** Matches rows whose owner meets these conditions. */
  readonly owner?: TeamFilter | null | undefined;
  /** Matches rows whose parent meets these conditions. */
  readonly parent?: ObjectiveFilter | null | undefined;
  /** Matches rows with at least one Process that meets these conditions. */
  readonly process?: ProcessFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** Matches rows with at least one ObjectiveServiceLink that meets these conditions. */
  readonly serviceLink?: ObjectiveServiceLinkFilter | null | undefined;
  /** By startsOn. */
  readonly startsOn?: DateFilter | null | undefined;
  /** By status. */
  readonly status?: ObjectiveStatusFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By weight. */
  readonly weight?: FloatFilter | null | undefined;
};

/** One key to order Objective rows by; the id decides between equals. */
export type ObjectiveOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ObjectiveOrderField;
};

/** What Objective rows can be ordered by. */
export type ObjectiveOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By title. */
  | 'TITLE'
  /** By the time of the last update. */
  | 'UPDATED_AT'
  /** By weight as its owners set it. */
  | 'WEIGHT';

/** Conditions on an ObjectiveServiceLink; all that are given must hold, a comparison with an absent value does not. */
export type ObjectiveServiceLinkFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ObjectiveServiceLinkFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By effortShare. */
  readonly effortShare?: FloatFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ObjectiveServiceLinkFilter | null | undefined;
  /** Matches rows whose objective meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ObjectiveServiceLinkFilter> | null | undefined;
  /** By rationale. */
  readonly rationale?: StringFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By share. */
  readonly share?: FloatFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By validFrom. */
  readonly validFrom?: DateFilter | null | undefined;
  /** By validTo. */
  readonly validTo?: DateFilter | null | undefined;
};

/** How far an objective has come. */
export type ObjectiveStatus =
  /** Given up. */
  | 'ABANDONED'
  /** Reached. */
  | 'ACHIEVED'
  /** Pursued: its weight counts. */
  | 'ACTIVE'
  /** Being worked out; carries no weight yet. */
  | 'DRAFT';

/** Conditions on an ObjectiveStatus; all that are given must hold. */
export type ObjectiveStatusFilter = {
  /** Equal to this value. */
  readonly eq?: ObjectiveStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ObjectiveStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Which end of an ordering comes first. */
export type OrderDirection =
  /** Smallest, earliest or alphabetically first value first. */
  | 'ASC'
  /** Largest, latest or alphabetically last value first. */
  | 'DESC';

/** What ties two steps of a path together: a relation between assets, or one of the graph itself. */
export type PathStepKind =
  /** A relation between assets; see AssetRelationKind. */
  | 'CALLS'
  /** A relation between assets; see AssetRelationKind. */
  | 'CONNECTS_TO'
  /** A relation between assets; see AssetRelationKind. */
  | 'CONTAINS'
  /** An objective rests on a service. */
  | 'CONTRIBUTION'
  /** A relation between assets; see AssetRelationKind. */
  | 'DEPENDS_ON'
  /** A relation between assets; see AssetRelationKind. */
  | 'MOUNTS'
  /** A relation between assets; see AssetRelationKind. */
  | 'OWNED_BY'
  /** An objective is a part of another. */
  | 'PARENT_OBJECTIVE'
  /** An objective rests on a business process. */
  | 'PROCESS_OBJECTIVE'
  /** A business process uses a service. */
  | 'PROCESS_SERVICE'
  /** A relation between assets; see AssetRelationKind. */
  | 'ROUTES_TO'
  /** A relation between assets; see AssetRelationKind. */
  | 'RUNS_ON'
  /** A relation between assets; see AssetRelationKind. */
  | 'SELECTS'
  /** A service needs another service or an asset. */
  | 'SERVICE_DEPENDENCY';

/** Source to pause. */
export type PauseSourceInput = {
  /** ID of the source. */
  readonly id: string;
  /** Reason, shown as statusReason. Optional. */
  readonly reason?: string | null | undefined;
};

/** Conditions on a PendingRecord; all that are given must hold, a comparison with an absent value does not. */
export type PendingRecordFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<PendingRecordFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By externalId. */
  readonly externalId?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: PendingRecordFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<PendingRecordFilter> | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
  /** Matches rows whose task meets these conditions. */
  readonly task?: DuplicateTaskFilter | null | undefined;
};

/** A service whose users feel otherwise than its SLO says. */
export type PerceptionGap =
  /** The SLO is missed, and satisfaction is above its target with its whole interval. */
  | 'HIDDEN_CONTENT'
  /** The SLO is met, and satisfaction is below its target with its whole interval. */
  | 'WATERMELON';

/** Conditions on a Person; all that are given must hold, a comparison with an absent value does not. */
export type PersonFilter = {
  /** By active. */
  readonly active?: BooleanFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<PersonFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By email. */
  readonly email?: StringFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one Membership that meets these conditions. */
  readonly membership?: MembershipFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: PersonFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<PersonFilter> | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one RoleGrant that meets these conditions. */
  readonly roleGrant?: RoleGrantFilter | null | undefined;
  /** Matches rows with at least one Team that meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Person rows by; the id decides between equals. */
export type PersonOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: PersonOrderField;
};

/** What Person rows can be ordered by. */
export type PersonOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Kind of external system that a plugin reads. */
export type PluginKind =
  /** Discovery: assets and relations. */
  | 'DISCOVERY'
  /** Monitoring: metric samples and alerts. */
  | 'MONITORING'
  /** Surveys and responses. */
  | 'SURVEY'
  /** Ticketing: tickets and changes. */
  | 'TICKETING';

/** Conditions on a PrecedenceRule; all that are given must hold, a comparison with an absent value does not. */
export type PrecedenceRuleFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<PrecedenceRuleFilter> | null | undefined;
  /** By assetKind. */
  readonly assetKind?: StringFilter | null | undefined;
  /** By attribute. */
  readonly attribute?: StringFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: PrecedenceRuleFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<PrecedenceRuleFilter> | null | undefined;
  /** By precedence. */
  readonly precedence?: IntFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Precedence of a source for an attribute. */
export type PrecedenceRuleInput = {
  /** Attribute path, for example name or attributes.os. attributes.* matches all attributes, * matches every path. */
  readonly attribute: string;
  /** Precedence, from 1 to 1000. The lowest number supplies the effective value. */
  readonly precedence: number;
  /** The name of the source. */
  readonly source: string;
  /** Seconds after which a claim that the source did not confirm is stale. By default, claims do not become stale. */
  readonly staleAfterSeconds?: number | null | undefined;
};

/** One key to order PrecedenceRule rows by; the id decides between equals. */
export type PrecedenceRuleOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: PrecedenceRuleOrderField;
};

/** What PrecedenceRule rows can be ordered by. */
export type PrecedenceRuleOrderField =
  /** By the kind of asset. */
  | 'ASSET_KIND'
  /** By the attribute. */
  | 'ATTRIBUTE'
  /** By precedence. */
  | 'PRECEDENCE';

/** A mapping rule to try. */
export type PreviewMappingRuleInput = {
  /** Whether a service of the name is created if there is none. Defaults to false. */
  readonly createService?: boolean | null | undefined;
  /** Which assets the rule matches. Left out or empty, it matches all. */
  readonly filter?: MappingFilterInput | null | undefined;
  /** Rule that it would replace; fields that are left out are those of this rule. Optional. */
  readonly id?: string | null | undefined;
  /** Dependency level of the links. Defaults to HARD. */
  readonly level?: DependencyLevel | null | undefined;
  /** Minimum number of available members of the group. Defaults to 1. */
  readonly minAvailable?: number | null | undefined;
  /** Position among all rules, from 1 on. Defaults to that of the rule that it replaces, else to the end. */
  readonly position?: number | null | undefined;
  /** Name of the redundancy group of the service that the links belong to; it is created if needed. */
  readonly redundancyGroup?: string | null | undefined;
  /** The service. Give either service or serviceName. */
  readonly service?: NodeRef | null | undefined;
  /** Template of the name of the service: text with places in braces, for example {label:app.kubernetes.io/part-of|name}. A rule whose template gives no name does not match. */
  readonly serviceName?: string | null | undefined;
  /** Template of the namespace that tells services of the same name apart; "" if the name is unique by itself. Defaults to {attribute:namespace} if createService is true, else to "". */
  readonly serviceNamespace?: string | null | undefined;
  /** Dependency strength of the links, from 0 (none) to 1 (certain). Replaces level. */
  readonly strength?: number | null | undefined;
};

/** Change that would be made for a row. */
export type PreviewOutcome =
  /** Would be created or restored. */
  | 'ADDED'
  /** Several assets match; the row would be held for a de-duplication task. */
  | 'AMBIGUOUS'
  /** Changed. */
  | 'CHANGED'
  /** Would be rejected; message has the reason. */
  | 'REJECTED'
  /** Not changed. */
  | 'UNCHANGED';

/** Conditions on a Process; all that are given must hold, a comparison with an absent value does not. */
export type ProcessFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ProcessFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ProcessFilter | null | undefined;
  /** Matches rows with at least one Objective that meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ProcessFilter> | null | undefined;
  /** Matches rows whose owner meets these conditions. */
  readonly owner?: TeamFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Process rows by; the id decides between equals. */
export type ProcessOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ProcessOrderField;
};

/** What Process rows can be ordered by. */
export type ProcessOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** A link of the promise chain, in its order. */
export type PromiseLinkName =
  /** What the service attained. It is at least what is promised. */
  | 'DELIVERED'
  /** What the group of users expects. */
  | 'EXPECTED'
  /** How content the users are, by the last CSAT survey on the service. It is not wholly below the target of the service. */
  | 'FELT'
  /** What the parts below the service allow. It is at least what is promised. */
  | 'POSSIBLE'
  /** What is agreed with the group. It is at least what is expected. */
  | 'PROMISED';

/** A proposal. */
export type ProposeAgreementVersionInput = {
  /** The Agreement. */
  readonly agreementId: string;
  /** The SLO of the service that it is measured by. */
  readonly slo?: NodeRef | null | undefined;
  /** The share that is promised, above 0 and below 1, e.g. 0.995. */
  readonly target: number;
  /** The terms, as text. */
  readonly terms?: string | null | undefined;
  /** The first day on which it holds. Defaults to the day on which both sides have acknowledged it. */
  readonly validFrom?: string | null | undefined;
  /** The last day on which it holds. */
  readonly validTo?: string | null | undefined;
};

/** How a question is answered. */
export type QuestionKind =
  /** By one or several of the options. */
  | 'CHOICE'
  /** By a number of minutes, such as working time that was lost. */
  | 'MINUTES'
  /** In some other way. */
  | 'OTHER'
  /** By a number on a scale. */
  | 'RATING'
  /** In words. */
  | 'TEXT';

/** Both ends of a scale. */
export type QuestionScaleInput = {
  /** The highest answer there is. */
  readonly max: number;
  /** The lowest answer there is. */
  readonly min: number;
};

/** Work on a change. */
export type RecordChangeEffortInput = {
  /** Change that the time was spent on. */
  readonly change: NodeRef;
  /** What was done. */
  readonly comment?: string | null | undefined;
  /** Duration in minutes. */
  readonly minutes: number;
  /** Time at which the work was done. Defaults to now. */
  readonly performedAt?: string | null | undefined;
  /** Team that did the work. */
  readonly team?: NodeRef | null | undefined;
};

/** Work on a ticket. */
export type RecordEffortInput = {
  /** What was done. */
  readonly comment?: string | null | undefined;
  /** Duration in minutes. */
  readonly minutes: number;
  /** Time at which the work was done. Defaults to now. */
  readonly performedAt?: string | null | undefined;
  /** Who did it. */
  readonly person?: string | null | undefined;
  /** Team that did the work. */
  readonly team?: NodeRef | null | undefined;
  /** Ticket that the time was spent on. */
  readonly ticket: NodeRef;
};

/** Record type of a stream. */
export type RecordKind =
  /** Alerts. */
  | 'ALERT'
  /** Assets. */
  | 'ASSET'
  /** Change requests and deployments. */
  | 'CHANGE'
  /** Costs. */
  | 'COST'
  /** Time spent on tickets. */
  | 'EFFORT'
  /** Objectives with their key results. */
  | 'OBJECTIVE'
  /** Persons. */
  | 'PERSON'
  /** Business processes. */
  | 'PROCESS'
  /** Relations between assets. */
  | 'RELATION'
  /** Survey responses. */
  | 'RESPONSE'
  /** Metric samples. */
  | 'SAMPLES'
  /** Services with their dependencies. */
  | 'SERVICE'
  /** Questionnaires. */
  | 'SURVEY'
  /** Numbers of persons who were invited to a survey. */
  | 'SURVEY_INVITATION'
  /** Teams with their members. */
  | 'TEAM'
  /** Incidents, requests, problems, tasks. */
  | 'TICKET'
  /** Histories of the status of tickets. */
  | 'TICKET_EVENT';

/** Responses to one survey. */
export type RecordResponsesInput = {
  /** Up to 1,000 of them. */
  readonly responses: ReadonlyArray<ResponseInput>;
  /** The survey. */
  readonly survey: NodeRef;
};

/** Measurements of any metrics. */
export type RecordSamplesInput = {
  /** Up to 1,000 of them. */
  readonly samples: ReadonlyArray<SampleInput>;
};

/** Conditions on a RedundancyGroup; all that are given must hold, a comparison with an absent value does not. */
export type RedundancyGroupFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<RedundancyGroupFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows whose mappingRuleVersion meets these conditions. */
  readonly mappingRuleVersion?: MappingRuleVersionFilter | null | undefined;
  /** Matches rows with at least one ServiceDependency that meets these conditions. */
  readonly member?: ServiceDependencyFilter | null | undefined;
  /** By minAvailable. */
  readonly minAvailable?: IntFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: RedundancyGroupFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<RedundancyGroupFilter> | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Which proposal is rejected, for whom and why. */
export type RejectAgreementVersionInput = {
  /** The AgreementVersion. */
  readonly id: string;
  /** The name of who spoke for an external party. Only for such a party. */
  readonly name?: string | null | undefined;
  /** Why. */
  readonly reason: string;
  /** The side that rejects it. */
  readonly side: AgreementSide;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Which reference to forget. */
export type RemoveExternalReferenceInput = {
  /** The id of the reference. */
  readonly id: string;
};

/** What one respondent answered. */
export type ResponseInput = {
  /** An object: the answers by the key of their question. A question may be left out. */
  readonly answers: unknown;
  /** Free-text comment of the respondent. */
  readonly comment?: string | null | undefined;
  /** Key of the respondent, so that two responses of one respondent count as one. Use a number or a pseudonym, not a name. Only a hash is stored, and it is not returned. */
  readonly respondent?: string | null | undefined;
  /** Time of submission. Defaults to now. */
  readonly submittedAt?: string | null | undefined;
  /** Team that the respondent belongs to. */
  readonly team?: NodeRef | null | undefined;
};

/** What became of a response. */
export type ResponseOutcome =
  /** Stored. */
  | 'RECORDED'
  /** Not stored; the message says why. */
  | 'REJECTED'
  /** It took the place of an earlier one of the same respondent. */
  | 'REPLACED'
  /** Nothing was done: it was there already, or a later one of the same respondent is. */
  | 'UNCHANGED';

/** Source to resume. */
export type ResumeSourceInput = {
  /** ID of the source. */
  readonly id: string;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Periods to change. Null restores the default of a period. */
export type RetentionPeriodsInput = {
  /** Days for which Throughline keeps actions in external systems that ended: 1 to 36500. Default 90. */
  readonly actionDays?: number | null | undefined;
  /** Months for which Throughline keeps events of the audit trail, by whole months: 1 to 36500. Default 36. */
  readonly auditMonths?: number | null | undefined;
  /** Days for which Throughline keeps webhook deliveries that are processed or failed: 1 to 36500. Default 30. */
  readonly deliveryDays?: number | null | undefined;
  /** Days for which Throughline keeps results of dry runs, and resolved dead letters: 1 to 36500. Default 30. */
  readonly findingDays?: number | null | undefined;
  /** Days for which Throughline keeps raw content of retired records: 1 to 36500. Default 90. */
  readonly recordDays?: number | null | undefined;
  /** Days for which Throughline keeps sync runs that ended, except the last success of a source: 1 to 36500. Default 90. */
  readonly runDays?: number | null | undefined;
  /** Days for which Throughline keeps metric samples, by whole months: 1 to 36500. Default 400. */
  readonly sampleDays?: number | null | undefined;
};

/** Delivery to retry. */
export type RetryDeliveryInput = {
  /** ID of the delivery. */
  readonly id: string;
};

/** Changes to a proposal. */
export type ReviseAgreementVersionInput = {
  /** The AgreementVersion. */
  readonly id: string;
  /** The SLO of the service that it is measured by. */
  readonly slo?: NodeRef | null | undefined;
  /** The share that is promised, above 0 and below 1. */
  readonly target?: number | null | undefined;
  /** The terms, as text. */
  readonly terms?: string | null | undefined;
  /** The first day on which it holds. */
  readonly validFrom?: string | null | undefined;
  /** The last day on which it holds. */
  readonly validTo?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Role to take away. */
export type RevokeRoleInput = {
  /** The id of the role grant. */
  readonly id: string;
};

/** What an actor may do. No role includes another. */
export type Role =
  /** Does everything. */
  | 'ADMIN'
  /** Reads, and approves what the server does not do by itself. */
  | 'APPROVER'
  /** Writes what sources write, and reads what it needs for that. */
  | 'CONNECTOR'
  /** Reads, and writes the model and the work of people. */
  | 'EDITOR'
  /** Reads the model and its figures. */
  | 'VIEWER';

/** Conditions on a Role; all that are given must hold. */
export type RoleFilter = {
  /** Equal to this value. */
  readonly eq?: Role | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<Role> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a RoleGrant; all that are given must hold, a comparison with an absent value does not. */
export type RoleGrantFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<RoleGrantFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: RoleGrantFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<RoleGrantFilter> | null | undefined;
  /** Matches rows whose person meets these conditions. */
  readonly person?: PersonFilter | null | undefined;
  /** By role. */
  readonly role?: RoleFilter | null | undefined;
  /** Matches rows whose serviceAccount meets these conditions. */
  readonly serviceAccount?: ServiceAccountFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Whom a role is for: a person or a service account. */
export type RoleGranteeInput =
  {   /** The person. */
  readonly person: NodeRef; readonly serviceAccountId?: never; }
  |  { readonly person?: never;   /** The service account. */
  readonly serviceAccountId: string; };

/** One measurement. */
export type SampleInput = {
  /** When it was taken; one sample an instant. */
  readonly at: string;
  /** The metric. */
  readonly metric: NodeRef;
  /** Of a RATIO, all events. */
  readonly total?: number | null | undefined;
  /** The reading in the unit of the metric; of a RATIO the good events. */
  readonly value: number;
};

/** What became of a sample. */
export type SampleOutcome =
  /** Stored. */
  | 'RECORDED'
  /** Not stored; the message says why. */
  | 'REJECTED'
  /** There was one of this instant with another value; this one took its place. */
  | 'REPLACED'
  /** It was there already. */
  | 'UNCHANGED';

/** A stream of a source, or one scope of it. */
export type ScopeSelectionInput = {
  /** Scope ID at the source. Defaults to every scope of the stream. */
  readonly scope?: string | null | undefined;
  /** Stream of the plugin. */
  readonly stream: string;
};

/** On which side of a bound a score lies. */
export type ScoreBoundSide =
  /** At the bound or above it. */
  | 'AT_LEAST'
  /** At the bound or below it. */
  | 'AT_MOST';

/** A test of the difference of two results. */
export type ScoreTest =
  /** Fisher’s exact test of two shares, for fewer than 200 answers in all. */
  | 'FISHER_EXACT'
  /** McNemar’s exact test of the same respondents, where at least half of the answers are theirs. */
  | 'MCNEMAR_EXACT'
  /** N − 1 chi-square test of two shares. */
  | 'N_MINUS_1_CHI_SQUARE'
  /** Welch’s t test of two means. */
  | 'WELCH_T';

/** Which text of a node matched. */
export type SearchField =
  /** Its id in an external system. */
  | 'EXTERNAL_REFERENCE'
  /** An identifier of the asset. */
  | 'IDENTIFIER'
  /** Its name. */
  | 'NAME'
  /** Its title. */
  | 'TITLE';

/** Types that a search can find. */
export type SearchType =
  /** Type Alert. */
  | 'ALERT'
  /** Type Asset. */
  | 'ASSET'
  /** Type Change. */
  | 'CHANGE'
  /** Type KeyResult. */
  | 'KEY_RESULT'
  /** Type Metric. */
  | 'METRIC'
  /** Type Objective. */
  | 'OBJECTIVE'
  /** Type Person. */
  | 'PERSON'
  /** Type Process. */
  | 'PROCESS'
  /** Type RedundancyGroup. */
  | 'REDUNDANCY_GROUP'
  /** Type Service. */
  | 'SERVICE'
  /** Type ServiceAccount. */
  | 'SERVICE_ACCOUNT'
  /** Type Source. */
  | 'SOURCE'
  /** Type Survey. */
  | 'SURVEY'
  /** Type Team. */
  | 'TEAM'
  /** Type Ticket. */
  | 'TICKET';

/** Whom to invite to what. */
export type SendSurveyInput = {
  /** Idempotency key: a repeated request with the same key returns the first action. Defaults to a key derived from the input. */
  readonly idempotencyKey?: string | null | undefined;
  /** Whom to invite: e-mail addresses. */
  readonly recipients: ReadonlyArray<string>;
  /** The survey, which must have come from a source. */
  readonly survey: NodeRef;
};

/** How the samples of one bucket become one value. */
export type SeriesAggregate =
  /** Their mean; of a ratio all good events by all events. */
  | 'AVG'
  /** Number of samples. */
  | 'COUNT'
  /** By how much a counter grew from sample to sample, from the last sample before the series on; after a reset the whole reading counts. Without samples 0, and null if there is none before. */
  | 'INCREASE'
  /** The latest; of a ratio the latest quotient. */
  | 'LAST'
  /** The largest; of a ratio the largest quotient. */
  | 'MAX'
  /** The smallest; of a ratio the smallest quotient. */
  | 'MIN'
  /** Their sum; of a ratio the good events. */
  | 'SUM';

/** Conditions on a ServiceAccount; all that are given must hold, a comparison with an absent value does not. */
export type ServiceAccountFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ServiceAccountFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ServiceAccountFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ServiceAccountFilter> | null | undefined;
  /** Matches rows with at least one RoleGrant that meets these conditions. */
  readonly roleGrant?: RoleGrantFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order ServiceAccount rows by; the id decides between equals. */
export type ServiceAccountOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ServiceAccountOrderField;
};

/** What ServiceAccount rows can be ordered by. */
export type ServiceAccountOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Conditions on a ServiceDependency; all that are given must hold, a comparison with an absent value does not. */
export type ServiceDependencyFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ServiceDependencyFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose group meets these conditions. */
  readonly group?: RedundancyGroupFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows whose mappingRuleVersion meets these conditions. */
  readonly mappingRuleVersion?: MappingRuleVersionFilter | null | undefined;
  /** By the version of the mapping rule that made the link; isNull for those of users and sources. */
  readonly mappingRuleVersionId?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ServiceDependencyFilter | null | undefined;
  /** Matches rows whose onAsset meets these conditions. */
  readonly onAsset?: AssetFilter | null | undefined;
  /** Matches rows whose onService meets these conditions. */
  readonly onService?: ServiceFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ServiceDependencyFilter> | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By strength. */
  readonly strength?: FloatFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Conditions on a Service; all that are given must hold, a comparison with an absent value does not. */
export type ServiceFilter = {
  /** Matches rows with at least one Agreement that meets these conditions. */
  readonly agreement?: AgreementFilter | null | undefined;
  /** Matches rows with at least one Alert that meets these conditions. */
  readonly alert?: AlertFilter | null | undefined;
  /** Matches rows with at least one Allocation that meets these conditions. */
  readonly allocation?: AllocationFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ServiceFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By availability. */
  readonly availability?: FloatFilter | null | undefined;
  /** Matches rows with at least one Change that meets these conditions. */
  readonly change?: ChangeFilter | null | undefined;
  /** Matches rows with at least one ChangeWindow that meets these conditions. */
  readonly changeWindow?: ChangeWindowFilter | null | undefined;
  /** Matches rows with at least one Cost that meets these conditions. */
  readonly cost?: CostFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one MappingRuleVersion that meets these conditions. */
  readonly createdByMappingRule?: MappingRuleVersionFilter | null | undefined;
  /** By the kept level of criticality. */
  readonly criticality?: CriticalityLevelFilter | null | undefined;
  /** By csatTarget. */
  readonly csatTarget?: FloatFilter | null | undefined;
  /** Matches rows with at least one ServiceDependency that meets these conditions. */
  readonly dependency?: ServiceDependencyFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly dependent?: ServiceFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly dependsOn?: ServiceFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** Matches rows with at least one Expectation that meets these conditions. */
  readonly expectation?: ExpectationFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: ServiceKindFilter | null | undefined;
  /** By lifecycle. */
  readonly lifecycle?: LifecycleFilter | null | undefined;
  /** Matches rows with at least one Metric that meets these conditions. */
  readonly metric?: MetricFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ServiceFilter | null | undefined;
  /** Matches rows with at least one Objective that meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** Matches rows with at least one ObjectiveServiceLink that meets these conditions. */
  readonly objectiveLink?: ObjectiveServiceLinkFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ServiceFilter> | null | undefined;
  /** Matches rows whose owner meets these conditions. */
  readonly owner?: TeamFilter | null | undefined;
  /** By the id of the owning team; isNull for none. */
  readonly ownerId?: IdFilter | null | undefined;
  /** Matches rows with at least one Process that meets these conditions. */
  readonly process?: ProcessFilter | null | undefined;
  /** Matches rows with at least one RedundancyGroup that meets these conditions. */
  readonly redundancyGroup?: RedundancyGroupFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** By runDuty. */
  readonly runDuty?: StringFilter | null | undefined;
  /** Matches rows with at least one Slo that meets these conditions. */
  readonly slo?: SloFilter | null | undefined;
  /** Matches rows with at least one Survey that meets these conditions. */
  readonly survey?: SurveyFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By the kept value at risk, from 0 to 1. */
  readonly valueAtRisk?: FloatFilter | null | undefined;
};

/** Whom a service is made for. */
export type ServiceKind =
  /** Used by the business or its customers. */
  | 'BUSINESS'
  /** Used by other services. */
  | 'TECHNICAL';

/** Conditions on a ServiceKind; all that are given must hold. */
export type ServiceKindFilter = {
  /** Equal to this value. */
  readonly eq?: ServiceKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ServiceKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Service rows by; the id decides between equals. */
export type ServiceOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: ServiceOrderField;
};

/** What Service rows can be ordered by. */
export type ServiceOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By the kept level of criticality, LOW first, then by value at risk. */
  | 'CRITICALITY'
  /** By lifecycle: LIVE, PLANNED, RETIRED. */
  | 'LIFECYCLE'
  /** By name. */
  | 'NAME'
  /** By the name of the owning team; without one last, so first when the direction is DESC. */
  | 'OWNER'
  /** By the time of the last update. */
  | 'UPDATED_AT'
  /** By the kept value at risk. */
  | 'VALUE_AT_RISK';

/** All rules for a kind of asset. */
export type SetIdentificationRulesInput = {
  /** Asset kind that the rule applies to, for example server.virtual. * matches every kind. */
  readonly assetKind: string;
  /** Rules, up to 200. With none, the built-in rules apply. */
  readonly rules: ReadonlyArray<IdentificationRuleInput>;
};

/** All rules for a kind of asset. */
export type SetPrecedenceRulesInput = {
  /** Asset kind that the rule applies to, for example server.virtual. * matches every kind. */
  readonly assetKind: string;
  /** Rules, up to 1,000. With none, the precedence of the sources applies. */
  readonly rules: ReadonlyArray<PrecedenceRuleInput>;
};

/** All that is entered about the invitations to a survey. */
export type SetSurveyInvitationsInput = {
  /** Up to 1,000, each team once. */
  readonly invitations: ReadonlyArray<SurveyInvitationInput>;
  /** The survey. */
  readonly survey: NodeRef;
};

/** How the error budget is counted (OpenSLO). */
export type SloBudgetingMethod =
  /** Good events out of all events. */
  | 'OCCURRENCES'
  /** The mean of the shares of good events of all slices that have events. */
  | 'RATIO_TIMESLICES'
  /** Good slices of time out of those that have events; a slice is good from timeSliceTarget on. */
  | 'TIMESLICES';

/** Conditions on a SloBudgetingMethod; all that are given must hold. */
export type SloBudgetingMethodFilter = {
  /** Equal to this value. */
  readonly eq?: SloBudgetingMethod | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SloBudgetingMethod> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Slo; all that are given must hold, a comparison with an absent value does not. */
export type SloFilter = {
  /** Matches rows with at least one AgreementVersion that meets these conditions. */
  readonly agreementVersion?: AgreementVersionFilter | null | undefined;
  /** Matches rows with at least one Alert that meets these conditions. */
  readonly alert?: AlertFilter | null | undefined;
  /** By alerting. */
  readonly alerting?: BooleanFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SloFilter> | null | undefined;
  /** By budgetingMethod. */
  readonly budgetingMethod?: SloBudgetingMethodFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By duration. */
  readonly duration?: StringFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By indicator. */
  readonly indicator?: SloIndicatorFilter | null | undefined;
  /** Matches rows with at least one KeyResult that meets these conditions. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** Matches rows whose metric meets these conditions. */
  readonly metric?: MetricFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SloFilter | null | undefined;
  /** By operator. */
  readonly operator?: SloOperatorFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SloFilter> | null | undefined;
  /** By the kept outcome. */
  readonly outcome?: SloOutcomeFilter | null | undefined;
  /** By the kept share of the error budget that is left. */
  readonly remaining?: FloatFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By startTime. */
  readonly startTime?: StringFilter | null | undefined;
  /** By target. */
  readonly target?: FloatFilter | null | undefined;
  /** By threshold. */
  readonly threshold?: FloatFilter | null | undefined;
  /** By timeSliceTarget. */
  readonly timeSliceTarget?: FloatFilter | null | undefined;
  /** By timeSliceWindow. */
  readonly timeSliceWindow?: StringFilter | null | undefined;
  /** By timeZone. */
  readonly timeZone?: StringFilter | null | undefined;
  /** Matches rows whose totalMetric meets these conditions. */
  readonly totalMetric?: MetricFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How good and bad events are known (service level indicator). */
export type SloIndicator =
  /** One metric counts bad events, and totalMetric all events. */
  | 'BAD_RATIO'
  /** One metric counts good events, and totalMetric all events. */
  | 'GOOD_RATIO'
  /** One metric of kind RATIO holds good events and all events. */
  | 'RATIO'
  /** Each sample of a GAUGE is one event, good if it compares to the threshold; of a RATIO, its quotient. */
  | 'THRESHOLD';

/** Conditions on a SloIndicator; all that are given must hold. */
export type SloIndicatorFilter = {
  /** Equal to this value. */
  readonly eq?: SloIndicator | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SloIndicator> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** How a sample compares to the threshold if it is good. */
export type SloOperator =
  /** Above it. */
  | 'GT'
  /** Above it or equal. */
  | 'GTE'
  /** Below it. */
  | 'LT'
  /** Below it or equal. */
  | 'LTE';

/** Conditions on a SloOperator; all that are given must hold. */
export type SloOperatorFilter = {
  /** Equal to this value. */
  readonly eq?: SloOperator | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SloOperator> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Slo rows by; the id decides between equals. */
export type SloOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: SloOrderField;
};

/** What Slo rows can be ordered by. */
export type SloOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the kept share of the error budget that is left; those without figures count as whole. */
  | 'REMAINING'
  /** By the target. */
  | 'TARGET'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Whether an SLO is kept in its window so far. */
export type SloOutcome =
  /** The attainment is the target or more. */
  | 'MET'
  /** The attainment is below the target. */
  | 'MISSED'
  /** Nothing was measured in the window. */
  | 'NO_TRAFFIC';

/** Conditions on a SloOutcome; all that are given must hold. */
export type SloOutcomeFilter = {
  /** Equal to this value. */
  readonly eq?: SloOutcome | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SloOutcome> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a SourceAction; all that are given must hold, a comparison with an absent value does not. */
export type SourceActionFilter = {
  /** By action. */
  readonly action?: SourceActionNameFilter | null | undefined;
  /** By actor. */
  readonly actor?: StringFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SourceActionFilter> | null | undefined;
  /** By attempts. */
  readonly attempts?: IntFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By errorCode. */
  readonly errorCode?: StringFilter | null | undefined;
  /** By errorMessage. */
  readonly errorMessage?: StringFilter | null | undefined;
  /** By externalId. */
  readonly externalId?: StringFilter | null | undefined;
  /** By finishedAt. */
  readonly finishedAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SourceActionFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SourceActionFilter> | null | undefined;
  /** By retryAt. */
  readonly retryAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: SourceActionStatusFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By url. */
  readonly url?: StringFilter | null | undefined;
};

/** An action that a plugin can carry out in the external system. */
export type SourceActionName =
  /** Comment on a ticket. */
  | 'COMMENT'
  /** Create a ticket. */
  | 'CREATE_TICKET'
  /** Invite recipients to a survey. */
  | 'SEND_SURVEY';

/** Conditions on a SourceActionName; all that are given must hold. */
export type SourceActionNameFilter = {
  /** Equal to this value. */
  readonly eq?: SourceActionName | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceActionName> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Status of an action in an external system. */
export type SourceActionStatus =
  /** Failed; errorMessage has the reason. The same request retries it. */
  | 'FAILED'
  /** Waiting for a worker or for its next attempt. */
  | 'QUEUED'
  /** Carried out. */
  | 'SUCCEEDED';

/** Conditions on a SourceActionStatus; all that are given must hold. */
export type SourceActionStatusFilter = {
  /** Equal to this value. */
  readonly eq?: SourceActionStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceActionStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Result of one connection check. */
export type SourceCheckStatus =
  /** The credentials lack a permission. */
  | 'MISSING_PERMISSION'
  /** The check passed. */
  | 'OK'
  /** The external system does not respond. */
  | 'UNREACHABLE'
  /** The check failed; detail has the reason. */
  | 'UNUSABLE';

/** Conditions on a Source; all that are given must hold, a comparison with an absent value does not. */
export type SourceFilter = {
  /** Matches rows with at least one SourceAction that meets these conditions. */
  readonly action?: SourceActionFilter | null | undefined;
  /** Matches rows with at least one Alert that meets these conditions. */
  readonly alert?: AlertFilter | null | undefined;
  /** By allowPrivateHosts. */
  readonly allowPrivateHosts?: BooleanFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SourceFilter> | null | undefined;
  /** Matches rows with at least one Cost that meets these conditions. */
  readonly cost?: CostFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one DeadLetter that meets these conditions. */
  readonly deadLetter?: DeadLetterFilter | null | undefined;
  /** By deletionCheckIntervalSeconds. */
  readonly deletionCheckIntervalSeconds?: IntFilter | null | undefined;
  /** Matches rows with at least one WebhookDelivery that meets these conditions. */
  readonly delivery?: WebhookDeliveryFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By managedBy. */
  readonly managedBy?: SourceManagerFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SourceFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SourceFilter> | null | undefined;
  /** By plugin. */
  readonly plugin?: StringFilter | null | undefined;
  /** By precedence. */
  readonly precedence?: IntFilter | null | undefined;
  /** By retirementGraceSeconds. */
  readonly retirementGraceSeconds?: IntFilter | null | undefined;
  /** Matches rows with at least one SyncRun that meets these conditions. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By schedule. */
  readonly schedule?: StringFilter | null | undefined;
  /** Matches rows with at least one SourceScope that meets these conditions. */
  readonly scope?: SourceScopeFilter | null | undefined;
  /** By status. */
  readonly status?: SourceStatusFilter | null | undefined;
  /** By statusCode. */
  readonly statusCode?: StringFilter | null | undefined;
  /** By statusReason. */
  readonly statusReason?: StringFilter | null | undefined;
  /** By timeZone. */
  readonly timeZone?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Where a source is configured. */
export type SourceManager =
  /** Through the API and the command line. */
  | 'API'
  /** Only in the configuration file of the server. */
  | 'CONFIG';

/** Conditions on a SourceManager; all that are given must hold. */
export type SourceManagerFilter = {
  /** Equal to this value. */
  readonly eq?: SourceManager | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceManager> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Source rows by; the id decides between equals. */
export type SourceOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: SourceOrderField;
};

/** What Source rows can be ordered by. */
export type SourceOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By precedence. */
  | 'PRECEDENCE';

/** Conditions on a SourceScope; all that are given must hold, a comparison with an absent value does not. */
export type SourceScopeFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SourceScopeFilter> | null | undefined;
  /** By deletionsCheckedAt. */
  readonly deletionsCheckedAt?: DateTimeFilter | null | undefined;
  /** By errorCode. */
  readonly errorCode?: StringFilter | null | undefined;
  /** By errorMessage. */
  readonly errorMessage?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SourceScopeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SourceScopeFilter> | null | undefined;
  /** By records. */
  readonly records?: IntFilter | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: SourceScopeStatusFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
  /** By succeededAt. */
  readonly succeededAt?: DateTimeFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
};

/** Result of the last run of a scope. */
export type SourceScopeStatus =
  /** Failed; the next run resumes. */
  | 'FAILED'
  /** The scope no longer exists at the source. Its records are kept. */
  | 'GONE'
  /** Read completely, or being read for the first time. */
  | 'OK';

/** Conditions on a SourceScopeStatus; all that are given must hold. */
export type SourceScopeStatusFilter = {
  /** Equal to this value. */
  readonly eq?: SourceScopeStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceScopeStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** A secret to encrypt for this source. It is never returned. Put a reference (env:NAME) into config instead. */
export type SourceSecretInput = {
  /** Path of the setting, names separated by dots. */
  readonly field: string;
  /** Value of the secret. */
  readonly value: string;
};

/** Status of a source. */
export type SourceStatus =
  /** Read on its schedule, on request and by webhook. */
  | 'ACTIVE'
  /** Not read until it is resumed. statusReason has the cause. */
  | 'PAUSED'
  /** Not read, because its plugin failed repeatedly: it could not be loaded, did not respond or exceeded its memory limit. statusReason has the cause. */
  | 'QUARANTINED';

/** Conditions on a SourceStatus; all that are given must hold. */
export type SourceStatusFilter = {
  /** Equal to this value. */
  readonly eq?: SourceStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Sync mode of a stream. */
export type StreamMode =
  /** Append: lists new records, which never change. */
  | 'APPEND'
  /** Incremental: lists records changed since the cursor. */
  | 'INCREMENTAL'
  /** Full refresh: lists every record. A record that is absent was deleted. */
  | 'SNAPSHOT';

/** Conditions on a text; all that are given must hold. */
export type StringFilter = {
  /** Contains this text; upper and lower case are alike. */
  readonly contains?: string | null | undefined;
  /** Equal to this value. Upper and lower case differ. */
  readonly eq?: string | null | undefined;
  /** Sorts after this text, by code point. */
  readonly gt?: string | null | undefined;
  /** Equal to this text or after it, by code point. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Sorts before this text, by code point. */
  readonly lt?: string | null | undefined;
  /** Equal to this text or before it, by code point. */
  readonly lte?: string | null | undefined;
  /** Begins with this text; upper and lower case are alike. */
  readonly startsWith?: string | null | undefined;
};

/** What a question is about, in surveys on the four areas, maturity and barriers. */
export type SurveyAspect =
  /** Communications between business and IT. */
  | 'COMMUNICATIONS'
  /** Corporate culture. */
  | 'CULTURE'
  /** Functionality and quality of IT. */
  | 'FUNCTIONALITY'
  /** Governance. */
  | 'GOVERNANCE'
  /** Partnership of business and IT. */
  | 'PARTNERSHIP'
  /** Partnerships, as a barrier. */
  | 'PARTNERSHIPS'
  /** Planning and interaction between IT and business. */
  | 'PLANNING'
  /** Customer satisfaction. */
  | 'SATISFACTION'
  /** Scope and architecture. */
  | 'SCOPE'
  /** Security, privacy and complexity, as a barrier. */
  | 'SECURITY'
  /** Skills. */
  | 'SKILLS'
  /** Competency and value measurements. */
  | 'VALUE';

/** Conditions on a SurveyAspect; all that are given must hold. */
export type SurveyAspectFilter = {
  /** Equal to this value. */
  readonly eq?: SurveyAspect | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SurveyAspect> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Survey; all that are given must hold, a comparison with an absent value does not. */
export type SurveyFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SurveyFilter> | null | undefined;
  /** Matches rows with at least one Campaign that meets these conditions. */
  readonly campaign?: CampaignFilter | null | undefined;
  /** By closesAt. */
  readonly closesAt?: DateTimeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** Matches rows with at least one SurveyInvitation that meets these conditions. */
  readonly invitation?: SurveyInvitationFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SurveyFilter | null | undefined;
  /** By opensAt. */
  readonly opensAt?: DateTimeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SurveyFilter> | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one SurveyResponse that meets these conditions. */
  readonly response?: SurveyResponseFilter | null | undefined;
  /** By scoredQuestionKey. */
  readonly scoredQuestionKey?: StringFilter | null | undefined;
  /** Matches rows whose service meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By subject. */
  readonly subject?: SurveySubjectFilter | null | undefined;
  /** By template. */
  readonly template?: SurveyTemplateFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Conditions on a SurveyInvitation; all that are given must hold, a comparison with an absent value does not. */
export type SurveyInvitationFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SurveyInvitationFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By invited. */
  readonly invited?: IntFilter | null | undefined;
  /** By invitedAt. */
  readonly invitedAt?: DateTimeFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SurveyInvitationFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SurveyInvitationFilter> | null | undefined;
  /** Matches rows whose survey meets these conditions. */
  readonly survey?: SurveyFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How many persons of a team were invited. */
export type SurveyInvitationInput = {
  /** Number of persons, from 0 to 10,000,000. */
  readonly invited: number;
  /** Time of the invitation. */
  readonly invitedAt?: string | null | undefined;
  /** The team. Leave it out for persons of no team that is named. */
  readonly team?: NodeRef | null | undefined;
};

/** What a question of a survey measures, and so how it is scored. */
export type SurveyMeasure =
  /** One of the four areas of improvement: mean on the scale. */
  | 'AREA'
  /** A barrier to adoption: mean on the scale. */
  | 'BARRIER'
  /** Customer effort score: mean on the scale. */
  | 'CES'
  /** Share of respondents who are content, from 0 to 1: the upper quarter of the scale. */
  | 'CSAT'
  /** Mean on the scale of the question. */
  | 'CUSTOM'
  /** Working time that was lost, in minutes: mean and sum. */
  | 'LOST_TIME'
  /** A practice of one of the six criteria of alignment: mean on the scale. */
  | 'MATURITY'
  /** Net promoter score, from −100 to 100. */
  | 'NPS';

/** Conditions on a SurveyMeasure; all that are given must hold. */
export type SurveyMeasureFilter = {
  /** Equal to this value. */
  readonly eq?: SurveyMeasure | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SurveyMeasure> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Survey rows by; the id decides between equals. */
export type SurveyOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: SurveyOrderField;
};

/** What Survey rows can be ordered by. */
export type SurveyOrderField =
  /** By when it closes; those without a date count as last. */
  | 'CLOSES_AT'
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By when it opens; those without a date count as last. */
  | 'OPENS_AT'
  /** By title. */
  | 'TITLE'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** One question of a survey. */
export type SurveyQuestionInput = {
  /** Key of the question, unique within the survey. */
  readonly key: string;
  /** How it is answered. */
  readonly kind: QuestionKind;
  /** What a CHOICE offers. */
  readonly options?: ReadonlyArray<string> | null | undefined;
  /** The scale of a RATING. */
  readonly scale?: QuestionScaleInput | null | undefined;
  /** The question. */
  readonly text: string;
};

/** Conditions on a SurveyResponse; all that are given must hold, a comparison with an absent value does not. */
export type SurveyResponseFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SurveyResponseFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SurveyResponseFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SurveyResponseFilter> | null | undefined;
  /** By submittedAt. */
  readonly submittedAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose survey meets these conditions. */
  readonly survey?: SurveyFilter | null | undefined;
  /** Matches rows whose team meets these conditions. */
  readonly team?: TeamFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Whose results are shown. */
export type SurveyScoreGrouping =
  /** Each of the four areas of improvement, all surveys together, weighted by their answers. Of several surveys of a service, and of the organisation, the last one counts that shows a result. */
  | 'AREA'
  /** All respondents together. */
  | 'NONE'
  /** Of each measure all surveys on services together, weighted by their answers, and each service. Of several surveys of a service the last one counts that shows a result. */
  | 'SERVICE'
  /** All respondents together, and each team; of a MATURITY survey both sides instead, business and IT. */
  | 'TEAM';

/** The side that respondents of a MATURITY survey are on: the kind of their team. */
export type SurveySide =
  /** Teams of the business. */
  | 'BUSINESS'
  /** Teams of IT. */
  | 'IT';

/** What a survey asks about. */
export type SurveySubject =
  /** IT as a whole. */
  | 'ORGANISATION'
  /** One service. */
  | 'SERVICE';

/** Conditions on a SurveySubject; all that are given must hold. */
export type SurveySubjectFilter = {
  /** Equal to this value. */
  readonly eq?: SurveySubject | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SurveySubject> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What a survey measures, and so how it is scored. */
export type SurveyTemplate =
  /** What keeps people from using it: culture, skills, partnerships, security (with privacy and complexity). */
  | 'BARRIERS'
  /** Customer effort score: how hard it was. */
  | 'CES'
  /** Customer satisfaction: how content people are. */
  | 'CSAT'
  /** Anything else. */
  | 'CUSTOM'
  /** Functionality and quality of IT, customer satisfaction, corporate culture, planning and interaction. */
  | 'FOUR_AREAS'
  /** How well business and IT are aligned, by six criteria. */
  | 'MATURITY'
  /** Net promoter score: whether they would recommend it, from 0 to 10. */
  | 'NPS';

/** Conditions on a SurveyTemplate; all that are given must hold. */
export type SurveyTemplateFilter = {
  /** Equal to this value. */
  readonly eq?: SurveyTemplate | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SurveyTemplate> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a SyncDifference; all that are given must hold, a comparison with an absent value does not. */
export type SyncDifferenceFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SyncDifferenceFilter> | null | undefined;
  /** By externalId. */
  readonly externalId?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By message. */
  readonly message?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SyncDifferenceFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SyncDifferenceFilter> | null | undefined;
  /** By outcome. */
  readonly outcome?: SyncDifferenceOutcomeFilter | null | undefined;
  /** Matches rows whose run meets these conditions. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
};

/** Change that a run would make for a record. */
export type SyncDifferenceOutcome =
  /** Would be created. */
  | 'ADDED'
  /** Would be updated. */
  | 'CHANGED'
  /** Would be rejected; message has the reason. */
  | 'REJECTED'
  /** Would be retired, because a full listing does not contain it. */
  | 'RETIRED';

/** Conditions on a SyncDifferenceOutcome; all that are given must hold. */
export type SyncDifferenceOutcomeFilter = {
  /** Equal to this value. */
  readonly eq?: SyncDifferenceOutcome | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SyncDifferenceOutcome> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a SyncRun; all that are given must hold, a comparison with an absent value does not. */
export type SyncRunFilter = {
  /** By actor. */
  readonly actor?: StringFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SyncRunFilter> | null | undefined;
  /** By attempt. */
  readonly attempt?: IntFilter | null | undefined;
  /** By cancelRequestedAt. */
  readonly cancelRequestedAt?: DateTimeFilter | null | undefined;
  /** By consecutiveFailures. */
  readonly consecutiveFailures?: IntFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one DeadLetter that meets these conditions. */
  readonly deadLetter?: DeadLetterFilter | null | undefined;
  /** Matches rows with at least one SyncDifference that meets these conditions. */
  readonly difference?: SyncDifferenceFilter | null | undefined;
  /** By errorCode. */
  readonly errorCode?: StringFilter | null | undefined;
  /** By errorMessage. */
  readonly errorMessage?: StringFilter | null | undefined;
  /** By finishedAt. */
  readonly finishedAt?: DateTimeFilter | null | undefined;
  /** By heartbeatAt. */
  readonly heartbeatAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By mode. */
  readonly mode?: SyncRunModeFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SyncRunFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SyncRunFilter> | null | undefined;
  /** By requestedAt. */
  readonly requestedAt?: DateTimeFilter | null | undefined;
  /** By retryAt. */
  readonly retryAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By startedAt. */
  readonly startedAt?: DateTimeFilter | null | undefined;
  /** By status. */
  readonly status?: SyncRunStatusFilter | null | undefined;
  /** By trigger. */
  readonly trigger?: SyncRunTriggerFilter | null | undefined;
  /** By until. */
  readonly until?: DateTimeFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By worker. */
  readonly worker?: StringFilter | null | undefined;
};

/** How a source is read. */
export type SyncRunMode =
  /** Reads everything, reports the changes and rolls back. */
  | 'DRY_RUN'
  /** Reads everything; ignores the cursor. */
  | 'FULL'
  /** Reads from the cursor of the last run. */
  | 'INCREMENTAL'
  /** Maps the stored raw records again without calling the external system. */
  | 'REPLAY'
  /** Retries the open dead letters. */
  | 'RETRY_DEAD_LETTERS';

/** Conditions on a SyncRunMode; all that are given must hold. */
export type SyncRunModeFilter = {
  /** Equal to this value. */
  readonly eq?: SyncRunMode | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SyncRunMode> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order SyncRun rows by; the id decides between equals. */
export type SyncRunOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: SyncRunOrderField;
};

/** What SyncRun rows can be ordered by. */
export type SyncRunOrderField =
  /** By the start time. */
  | 'STARTED_AT';

/** Status of a run. */
export type SyncRunStatus =
  /** Cancelled by a user. Pages committed before are kept. */
  | 'CANCELLED'
  /** Failed. Pages committed before are kept; nothing is retired. */
  | 'FAILED'
  /** Completed, but the retirement guard stopped the retirement of missing records. Run again with approval to retire them. */
  | 'NEEDS_APPROVAL'
  /** Waiting for a worker. */
  | 'QUEUED'
  /** Interrupted by a transient failure. Resumes from its checkpoint at retryAt. */
  | 'RETRY_SCHEDULED'
  /** Claimed by a worker. */
  | 'RUNNING'
  /** Completed. */
  | 'SUCCEEDED';

/** Conditions on a SyncRunStatus; all that are given must hold. */
export type SyncRunStatusFilter = {
  /** Equal to this value. */
  readonly eq?: SyncRunStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SyncRunStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What started a run. */
export type SyncRunTrigger =
  /** A command that executed the run in its own process. */
  | 'CLI'
  /** A user requested it. */
  | 'MANUAL'
  /** Records sent by webhook or through the API. */
  | 'PUSH'
  /** The schedule of the source. */
  | 'SCHEDULE'
  /** A webhook delivery that named scopes to read. */
  | 'WEBHOOK';

/** Conditions on a SyncRunTrigger; all that are given must hold. */
export type SyncRunTriggerFilter = {
  /** Equal to this value. */
  readonly eq?: SyncRunTrigger | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SyncRunTrigger> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Source to read, and how. */
export type SyncSourceInput = {
  /** Whether missing records may be retired even if they are more than 20% of a scope. Defaults to false. */
  readonly approveRetirement?: boolean | null | undefined;
  /** ID of the source. */
  readonly id: string;
  /** How the source is read. Defaults to INCREMENTAL. */
  readonly mode?: SyncRunMode | null | undefined;
  /** Streams and scopes to read. Defaults to the whole source. */
  readonly selection?: ReadonlyArray<ScopeSelectionInput> | null | undefined;
};

/** Conditions on a Team; all that are given must hold, a comparison with an absent value does not. */
export type TeamFilter = {
  /** Matches rows with at least one Agreement that meets these conditions. */
  readonly agreement?: AgreementFilter | null | undefined;
  /** Matches rows with at least one Allocation that meets these conditions. */
  readonly allocation?: AllocationFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<TeamFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly assignedTicket?: TicketFilter | null | undefined;
  /** Matches rows with at least one Change that meets these conditions. */
  readonly change?: ChangeFilter | null | undefined;
  /** Matches rows with at least one Team that meets these conditions. */
  readonly child?: TeamFilter | null | undefined;
  /** By contact. */
  readonly contact?: StringFilter | null | undefined;
  /** By costCentre. */
  readonly costCentre?: StringFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Effort that meets these conditions. */
  readonly effort?: EffortFilter | null | undefined;
  /** Matches rows with at least one Expectation that meets these conditions. */
  readonly expectation?: ExpectationFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: TeamKindFilter | null | undefined;
  /** Matches rows with at least one Person that meets these conditions. */
  readonly member?: PersonFilter | null | undefined;
  /** Matches rows with at least one Membership that meets these conditions. */
  readonly membership?: MembershipFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: TeamFilter | null | undefined;
  /** Matches rows with at least one Objective that meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<TeamFilter> | null | undefined;
  /** Matches rows whose parent meets these conditions. */
  readonly parent?: TeamFilter | null | undefined;
  /** Matches rows with at least one Process that meets these conditions. */
  readonly process?: ProcessFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Ticket that meets these conditions. */
  readonly requestedTicket?: TicketFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Side of the organisation that a team belongs to. */
export type TeamKind =
  /** Owns objectives and processes, uses services. */
  | 'BUSINESS'
  /** Owns services and assets, carries out changes. */
  | 'IT';

/** Conditions on a TeamKind; all that are given must hold. */
export type TeamKindFilter = {
  /** Equal to this value. */
  readonly eq?: TeamKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<TeamKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Team rows by; the id decides between equals. */
export type TeamOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: TeamOrderField;
};

/** What Team rows can be ordered by. */
export type TeamOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Source to check. */
export type TestSourceInput = {
  /** ID of the source. */
  readonly id: string;
};

/** Conditions on a TicketEvent; all that are given must hold, a comparison with an absent value does not. */
export type TicketEventFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<TicketEventFilter> | null | undefined;
  /** By at. */
  readonly at?: DateTimeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: TicketEventFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<TicketEventFilter> | null | undefined;
  /** By origin. */
  readonly origin?: TicketEventOriginFilter | null | undefined;
  /** By sourceStatus. */
  readonly sourceStatus?: StringFilter | null | undefined;
  /** By status. */
  readonly status?: TicketStatusFilter | null | undefined;
  /** Matches rows whose ticket meets these conditions. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** How it is known that a ticket entered a status. */
export type TicketEventOrigin =
  /** Entered by a user. */
  | 'MANUAL'
  /** The source reported the ticket with another status than before. */
  | 'OBSERVED'
  /** The source reports the history of the ticket, and this is a part of it. */
  | 'SOURCE_EVENT';

/** Conditions on a TicketEventOrigin; all that are given must hold. */
export type TicketEventOriginFilter = {
  /** Equal to this value. */
  readonly eq?: TicketEventOrigin | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<TicketEventOrigin> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on a Ticket; all that are given must hold, a comparison with an absent value does not. */
export type TicketFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<TicketFilter> | null | undefined;
  /** Matches rows with at least one Asset that meets these conditions. */
  readonly asset?: AssetFilter | null | undefined;
  /** By assignee. */
  readonly assignee?: StringFilter | null | undefined;
  /** Matches rows whose assigneeTeam meets these conditions. */
  readonly assigneeTeam?: TeamFilter | null | undefined;
  /** By causeConfidence. */
  readonly causeConfidence?: FloatFilter | null | undefined;
  /** By causeMethod. */
  readonly causeMethod?: CauseMethodFilter | null | undefined;
  /** Matches rows whose causedByChange meets these conditions. */
  readonly causedByChange?: ChangeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By dueAt. */
  readonly dueAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Effort that meets these conditions. */
  readonly effort?: EffortFilter | null | undefined;
  /** By effortMinutes. */
  readonly effortMinutes?: IntFilter | null | undefined;
  /** Matches rows with at least one TicketEvent that meets these conditions. */
  readonly event?: TicketEventFilter | null | undefined;
  /** Matches rows with at least one ExternalReference that meets these conditions. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By impact. */
  readonly impact?: IntFilter | null | undefined;
  /** By kind. */
  readonly kind?: TicketKindFilter | null | undefined;
  /** This must not hold. */
  readonly not?: TicketFilter | null | undefined;
  /** Matches rows whose objective meets these conditions. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** By openedAt. */
  readonly openedAt?: DateTimeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<TicketFilter> | null | undefined;
  /** By priority. */
  readonly priority?: IntFilter | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** By requester. */
  readonly requester?: StringFilter | null | undefined;
  /** Matches rows whose requesterTeam meets these conditions. */
  readonly requesterTeam?: TeamFilter | null | undefined;
  /** By resolvedAt. */
  readonly resolvedAt?: DateTimeFilter | null | undefined;
  /** Matches rows with at least one Service that meets these conditions. */
  readonly service?: ServiceFilter | null | undefined;
  /** By sourceStatus. */
  readonly sourceStatus?: StringFilter | null | undefined;
  /** By status. */
  readonly status?: TicketStatusFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By urgency. */
  readonly urgency?: IntFilter | null | undefined;
};

/** What a ticket asks for (ITIL 4). */
export type TicketKind =
  /** An unplanned interruption is to end. */
  | 'INCIDENT'
  /** The cause behind incidents is to be found. */
  | 'PROBLEM'
  /** A user wants something that is on offer. */
  | 'SERVICE_REQUEST'
  /** Any other work. */
  | 'TASK';

/** Conditions on a TicketKind; all that are given must hold. */
export type TicketKindFilter = {
  /** Equal to this value. */
  readonly eq?: TicketKind | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<TicketKind> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** One key to order Ticket rows by; the id decides between equals. */
export type TicketOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** Field to order by. */
  readonly field: TicketOrderField;
};

/** What Ticket rows can be ordered by. */
export type TicketOrderField =
  /** By the time of creation. */
  | 'CREATED_AT'
  /** By when it is due; those that are not due count as last. */
  | 'DUE_AT'
  /** By the time of opening. */
  | 'OPENED_AT'
  /** By priority, the highest (1) first; those without one count as last. */
  | 'PRIORITY'
  /** By when it was resolved; those that are not count as last. */
  | 'RESOLVED_AT'
  /** By title. */
  | 'TITLE'
  /** By the time of the last update. */
  | 'UPDATED_AT';

/** Status of a ticket. */
export type TicketStatus =
  /** Given up. */
  | 'CANCELLED'
  /** Closed. */
  | 'CLOSED'
  /** In progress. */
  | 'IN_PROGRESS'
  /** Waiting for another event or person. */
  | 'ON_HOLD'
  /** Not started. */
  | 'OPEN'
  /** Resolved; can be reopened. */
  | 'RESOLVED';

/** Conditions on a TicketStatus; all that are given must hold. */
export type TicketStatusFilter = {
  /** Equal to this value. */
  readonly eq?: TicketStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<TicketStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What to unlink from an Alert. */
export type UnlinkAlertInput = {
  /** The Alert. */
  readonly alert: NodeRef;
  /** Assets it is about; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** Services it is about; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** Dependencies to remove. */
export type UnlinkAssetsFromServiceInput = {
  /** Assets to unlink; up to 1,000. */
  readonly assets: ReadonlyArray<NodeRef>;
  /** Service that depended on the assets. */
  readonly service: NodeRef;
};

/** Relation to remove. */
export type UnlinkAssetsInput = {
  /** Asset that the relation starts from. */
  readonly from: NodeRef;
  /** Relation kind. */
  readonly kind: AssetRelationKind;
  /** Asset that the relation points to. */
  readonly to: NodeRef;
};

/** What to unlink from a Change. */
export type UnlinkChangeInput = {
  /** Assets it touches; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** The Change. */
  readonly change: NodeRef;
  /** Services it touches; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** What to unlink from a ChangeWindow. */
export type UnlinkChangeWindowInput = {
  /** Assets it holds for; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** The ChangeWindow. */
  readonly changeWindow: NodeRef;
  /** Services it holds for; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** Membership to remove. */
export type UnlinkPersonFromTeamInput = {
  /** The person. */
  readonly person: NodeRef;
  /** The team. */
  readonly team: NodeRef;
};

/** What to unlink from a Process. */
export type UnlinkProcessInput = {
  /** Objectives it supports; up to 1,000. */
  readonly objectives?: ReadonlyArray<NodeRef> | null | undefined;
  /** The Process. */
  readonly process: NodeRef;
  /** Services it uses; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
};

/** Link to remove. */
export type UnlinkServiceFromObjectiveInput = {
  /** The objective. */
  readonly objective: NodeRef;
  /** The service. */
  readonly service: NodeRef;
};

/** Dependency to remove. */
export type UnlinkServiceFromServiceInput = {
  /** The service that it needed. */
  readonly dependsOn: NodeRef;
  /** The service that needed the other. */
  readonly service: NodeRef;
};

/** What to unlink from a Ticket. */
export type UnlinkTicketInput = {
  /** Assets it is about; up to 1,000. */
  readonly assets?: ReadonlyArray<NodeRef> | null | undefined;
  /** Services it is about; up to 1,000. */
  readonly services?: ReadonlyArray<NodeRef> | null | undefined;
  /** The Ticket. */
  readonly ticket: NodeRef;
};

/** Merges to undo. */
export type UnmergeAssetsInput = {
  /** Assets that were merged into another; up to 100. Undo later merges of the same survivor first. */
  readonly duplicates: ReadonlyArray<NodeRef>;
};

/** Changes to an Agreement. */
export type UpdateAgreementInput = {
  /** The team to which it is promised. Of an UNDERPINNING_CONTRACT, defaults to the owner of the service. */
  readonly customerTeam?: NodeRef | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The customer of an SLA outside the organisation, or the supplier of an UNDERPINNING_CONTRACT. */
  readonly externalParty?: string | null | undefined;
  /** The Agreement. */
  readonly id: string;
  /** To whom something is promised. */
  readonly kind?: AgreementKind | null | undefined;
  /** The day on which it is to be reviewed. */
  readonly reviewOn?: string | null | undefined;
  /** The service that it is about. */
  readonly service?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to an Allocation. */
export type UpdateAllocationInput = {
  /** Last day of the period. */
  readonly endsOn?: string | null | undefined;
  /** Full-time equivalents on each day of the period, with up to four decimals. */
  readonly fte?: string | null | undefined;
  /** The Allocation. */
  readonly id: string;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Money of the whole period. Negative for what is given back. */
  readonly money?: MoneyInput | null | undefined;
  /** Note. */
  readonly note?: string | null | undefined;
  /** Name of a cost pool. Or give a team. */
  readonly pool?: string | null | undefined;
  /** Service that it is for. */
  readonly service?: NodeRef | null | undefined;
  /** First day of the period. */
  readonly startsOn?: string | null | undefined;
  /** Team that is allocated. Or give a pool. */
  readonly team?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to an Asset. */
export type UpdateAssetInput = {
  /** The Asset. */
  readonly asset: NodeRef;
  /** Attributes, as an object. A value takes precedence over every source; null removes that value, and the sources supply the attribute again. */
  readonly attributes?: unknown;
  /** Share of the time for which it is available by itself, from 0 to 1. With null, the sources supply it. */
  readonly availability?: number | null | undefined;
  /** Cost per month. With null, the sources supply it. */
  readonly costPerMonth?: MoneyInput | null | undefined;
  /** Environment, for example production. With null, the sources supply it. */
  readonly environment?: string | null | undefined;
  /** What it is, e.g. server.virtual. */
  readonly kind?: string | null | undefined;
  /** Labels, as an object of strings. A value takes precedence over every source; null removes that value, and the sources supply the label again. */
  readonly labels?: unknown;
  /** Lifecycle state. Defaults to LIVE. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name. */
  readonly name?: string | null | undefined;
  /** Owning team. With null, the sources supply it. */
  readonly owner?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Change. */
export type UpdateChangeInput = {
  /** Backout plan. */
  readonly backoutPlan?: string | null | undefined;
  /** The Change. */
  readonly change: NodeRef;
  /** What is changed and why, at length. */
  readonly description?: string | null | undefined;
  /** Total effort in minutes. Used if the change has no time entries. */
  readonly effortMinutes?: number | null | undefined;
  /** Implementation plan. */
  readonly implementationPlan?: string | null | undefined;
  /** Implementing team. */
  readonly implementingTeam?: NodeRef | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Objective that the work is for. Without one, its services tell. */
  readonly objective?: NodeRef | null | undefined;
  /** The end of the planned window; not part of it. */
  readonly plannedEnd?: string | null | undefined;
  /** The start of the planned window. */
  readonly plannedStart?: string | null | undefined;
  /** Requester. */
  readonly requester?: string | null | undefined;
  /** What is changed, in one line. */
  readonly title?: string | null | undefined;
  /** Change type. */
  readonly type?: ChangeType | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a ChangeWindow. */
export type UpdateChangeWindowInput = {
  /** The ChangeWindow. */
  readonly changeWindow: NodeRef;
  /** Description. */
  readonly description?: string | null | undefined;
  /** Whether it holds for all services and assets. Defaults to false. */
  readonly everything?: boolean | null | undefined;
  /** Local starts that are left out; up to 1,000. */
  readonly except?: ReadonlyArray<string> | null | undefined;
  /** What it is for. */
  readonly kind?: ChangeWindowKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Exact length of each occurrence in minutes, also where clocks are changed; 1 to 525,600, a year. */
  readonly minutes?: number | null | undefined;
  /** The name, unique among change windows. */
  readonly name?: string | null | undefined;
  /** The value of an RRULE (RFC 5545) from FREQ=DAILY to FREQ=YEARLY, e.g. FREQ=WEEKLY;BYDAY=SU. Without it the window happens once. */
  readonly recurrence?: string | null | undefined;
  /** Local time of the first start, YYYY-MM-DD HH:MM or HH:MM:SS, on the clock of the time zone. */
  readonly startTime?: string | null | undefined;
  /** Time zone, e.g. Europe/Berlin. */
  readonly timeZone?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to an Expectation. */
export type UpdateExpectationInput = {
  /** The share of good events or good time that is expected, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** The Expectation. */
  readonly id: string;
  /** The service. */
  readonly service?: NodeRef | null | undefined;
  /** The day since which it is expected. Defaults to today. */
  readonly since?: string | null | undefined;
  /** Who stated it: a person of the team or of a team below it. Defaults to the caller where that is such a person. */
  readonly statedBy?: NodeRef | null | undefined;
  /** What is expected, in the words of the users. Needed without an availability. */
  readonly statement?: string | null | undefined;
  /** The group of users. */
  readonly team?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a KeyResult. */
export type UpdateKeyResultInput = {
  /** The value now, entered by hand: a check-in without a note. It counts where nothing else is measured. */
  readonly current?: number | null | undefined;
  /** The KeyResult. */
  readonly id: string;
  /** The least value that is kept. Only of MAINTAIN, which has this bound, the other or both. */
  readonly keepAbove?: number | null | undefined;
  /** The largest value that is kept. Only of MAINTAIN. */
  readonly keepBelow?: number | null | undefined;
  /** What it asks for. Defaults to REACH. */
  readonly kind?: KeyResultKind | null | undefined;
  /** The metric that it is read from: REACH its latest sample; MAINTAIN the mean of each period, the quotient of a RATIO, the growth of a COUNTER. Takes the place of an SLO or a score. */
  readonly metric?: NodeRef | null | undefined;
  /** The objective it belongs to. */
  readonly objective?: NodeRef | null | undefined;
  /** In which periods it is to be kept. Only of MAINTAIN. Defaults to MONTH. */
  readonly periodUnit?: KeyResultPeriod | null | undefined;
  /** The area of AREA: FUNCTIONALITY, SATISFACTION, CULTURE or PLANNING. */
  readonly scoreAspect?: SurveyAspect | null | undefined;
  /** The score of surveys that it is: CSAT, NPS, CES or AREA, as far as it may be shown. REACH takes the last survey, MAINTAIN the last one that ends in each period. Takes the place of a metric or an SLO. */
  readonly scoreMeasure?: SurveyMeasure | null | undefined;
  /** Whose surveys count. Without a service, those on the organisation. */
  readonly scoreService?: NodeRef | null | undefined;
  /** The SLO whose attainment it is: REACH in the window of the SLO, MAINTAIN in each period. Takes the place of a metric or a score. */
  readonly slo?: NodeRef | null | undefined;
  /** The value it starts from. Only of REACH. */
  readonly start?: number | null | undefined;
  /** The value to reach. Only of REACH. */
  readonly target?: number | null | undefined;
  /** What is measured. */
  readonly title?: string | null | undefined;
  /** The unit of its values, e.g. %, EUR, days. Shares that are read from an SLO, a ratio or a CSAT are percentages if it is %. */
  readonly unit?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
  /** Weight relative to the other key results. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** Changes to a mapping rule. */
export type UpdateMappingRuleInput = {
  /** Whether a service of the name is created if there is none. Defaults to false. */
  readonly createService?: boolean | null | undefined;
  /** What the rule is for. */
  readonly description?: string | null | undefined;
  /** Which assets the rule matches. Left out or empty, it matches all. */
  readonly filter?: MappingFilterInput | null | undefined;
  /** The rule. */
  readonly id: string;
  /** Dependency level of the links. Defaults to HARD. */
  readonly level?: DependencyLevel | null | undefined;
  /** Minimum number of available members of the group. Defaults to 1. */
  readonly minAvailable?: number | null | undefined;
  /** The name. */
  readonly name?: string | null | undefined;
  /** Name of the redundancy group of the service that the links belong to; it is created if needed. */
  readonly redundancyGroup?: string | null | undefined;
  /** The service. Give either service or serviceName. */
  readonly service?: NodeRef | null | undefined;
  /** Template of the name of the service: text with places in braces, for example {label:app.kubernetes.io/part-of|name}. A rule whose template gives no name does not match. */
  readonly serviceName?: string | null | undefined;
  /** Template of the namespace that tells services of the same name apart; "" if the name is unique by itself. Defaults to {attribute:namespace} if createService is true, else to "". */
  readonly serviceNamespace?: string | null | undefined;
  /** Dependency strength of the links, from 0 (none) to 1 (certain). Replaces level. */
  readonly strength?: number | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Metric. */
export type UpdateMetricInput = {
  /** The asset it is measured of. */
  readonly asset?: NodeRef | null | undefined;
  /** How its samples are to be read. */
  readonly kind?: MetricKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The Metric. */
  readonly metric: NodeRef;
  /** Name, unique for its subject. */
  readonly name?: string | null | undefined;
  /** The objective it is measured of. */
  readonly objective?: NodeRef | null | undefined;
  /** Seconds that a sample stands for, from its instant on, 1 to 2,678,400. Without it samples stand for instants. */
  readonly sampleSeconds?: number | null | undefined;
  /** The service it is measured of. */
  readonly service?: NodeRef | null | undefined;
  /** The unit of its values; 1 for a plain number or share. */
  readonly unit?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to an Objective. */
export type UpdateObjectiveInput = {
  /** What the business gains by it. */
  readonly benefit?: string | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The last day of its period. */
  readonly endsOn?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The Objective. */
  readonly objective: NodeRef;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
  /** Parent objective. Null at the top level. */
  readonly parent?: NodeRef | null | undefined;
  /** The first day of its period. */
  readonly startsOn?: string | null | undefined;
  /** Status. Defaults to DRAFT. */
  readonly status?: ObjectiveStatus | null | undefined;
  /** What is to be reached. */
  readonly title?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
  /** Weight relative to sibling objectives. Defaults to 1. */
  readonly weight?: number | null | undefined;
};

/** Changes to a Person. */
export type UpdatePersonInput = {
  /** Whether the person may sign in. False refuses its tokens and sign-ins. Defaults to true. */
  readonly active?: boolean | null | undefined;
  /** E-mail address, unique among persons. It is stored in lower case. */
  readonly email?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name. */
  readonly name?: string | null | undefined;
  /** The Person. */
  readonly person: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Process. */
export type UpdateProcessInput = {
  /** What is done, at length. */
  readonly description?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name, unique among processes. */
  readonly name?: string | null | undefined;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
  /** The Process. */
  readonly process: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a RedundancyGroup. */
export type UpdateRedundancyGroupInput = {
  /** The RedundancyGroup. */
  readonly id: string;
  /** Minimum number of available members. Defaults to 1. */
  readonly minAvailable?: number | null | undefined;
  /** The name, unique within the service. */
  readonly name?: string | null | undefined;
  /** The service that needs the group. */
  readonly service?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a ServiceAccount. */
export type UpdateServiceAccountInput = {
  /** What it is for. */
  readonly description?: string | null | undefined;
  /** The ServiceAccount. */
  readonly id: string;
  /** The name, unique among service accounts. */
  readonly name?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Service. */
export type UpdateServiceInput = {
  /** Share of the time for which it is available by itself, without what it depends on, from 0 to 1. */
  readonly availability?: number | null | undefined;
  /** Share of content users that it aims at, above 0 and up to 1. */
  readonly csatTarget?: number | null | undefined;
  /** What it does and for whom. */
  readonly description?: string | null | undefined;
  /** Business or technical. */
  readonly kind?: ServiceKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Lifecycle state. Defaults to LIVE. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name, unique among services. */
  readonly name?: string | null | undefined;
  /** Owning team. */
  readonly owner?: NodeRef | null | undefined;
  /** Duty that keeps it running and that no objective names, such as a law or accounting; all work that arrives at it then counts as RUN. */
  readonly runDuty?: string | null | undefined;
  /** The Service. */
  readonly service: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Settings to update. */
export type UpdateSettingsInput = {
  /** From which value at risk on a level counts. Default 0.40, 0.20 and 0.05. */
  readonly criticalityThresholds?: CriticalityThresholdsInput | null | undefined;
  /** Days after which the value of a key result is too old, and a gap: 1 to 3650. Default 35. */
  readonly keyResultFreshDays?: number | null | undefined;
  /** How long data of operation is kept. A worker removes what is older. Periods that are left out stay. */
  readonly retention?: RetentionPeriodsInput | null | undefined;
  /** IANA time zone whose calendar day is today where a query names no day, e.g. Europe/Berlin. Default UTC. */
  readonly timeZone?: string | null | undefined;
  /** Hours of a full-time week, above 0 to 168: what an allocation of one FTE comes to. Default 40. */
  readonly workingHoursPerWeek?: number | null | undefined;
};

/** Changes to a Slo. */
export type UpdateSloInput = {
  /** Whether burn alerts watch it. Defaults to true. */
  readonly alerting?: boolean | null | undefined;
  /** How the error budget is counted. Defaults to OCCURRENCES. */
  readonly budgetingMethod?: SloBudgetingMethod | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** The length of the window as OpenSLO writes it: m, h, d, w, M, Q or Y after a number, e.g. 30d or 1M. */
  readonly duration?: string | null | undefined;
  /** How good and bad events are known. */
  readonly indicator?: SloIndicator | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The metric of the indicator. */
  readonly metric?: NodeRef | null | undefined;
  /** The name, unique among SLOs. */
  readonly name?: string | null | undefined;
  /** How a good sample compares to the threshold. Only of THRESHOLD. */
  readonly operator?: SloOperator | null | undefined;
  /** The service that promises it. */
  readonly service?: NodeRef | null | undefined;
  /** The Slo. */
  readonly slo: NodeRef;
  /** Local time at which the first calendar window starts, YYYY-MM-DD HH:MM or HH:MM:SS, together with timeZone. Without both the window is rolling. */
  readonly startTime?: string | null | undefined;
  /** The share that is promised, above 0 and below 1, e.g. 0.995. */
  readonly target?: number | null | undefined;
  /** In the unit of the metric. Only of THRESHOLD. */
  readonly threshold?: number | null | undefined;
  /** The share of good events from which on a slice is good, up to 1. Only of TIMESLICES. */
  readonly timeSliceTarget?: number | null | undefined;
  /** The length of a slice, e.g. 5m. Not of OCCURRENCES. */
  readonly timeSliceWindow?: string | null | undefined;
  /** Time zone of a calendar window, e.g. Europe/Berlin. */
  readonly timeZone?: string | null | undefined;
  /** The metric that counts all events, of the same kind. Only of GOOD_RATIO and BAD_RATIO. */
  readonly totalMetric?: NodeRef | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a source. */
export type UpdateSourceInput = {
  /** Whether the plugin may call private network addresses. Defaults to false. */
  readonly allowPrivateHosts?: boolean | null | undefined;
  /** Settings of the plugin. plugins { configSchema } has their JSON Schema. It replaces all of it. */
  readonly config?: unknown;
  /** Seconds between deletion checks of incremental streams. Defaults to 86,400 (one day). */
  readonly deletionCheckIntervalSeconds?: number | null | undefined;
  /** ID of the source. */
  readonly id: string;
  /** HTTP or HTTPS address to read, for a plugin that reads files. */
  readonly input?: string | null | undefined;
  /** Precedence of its claims, from 1 to 1000. The lowest number supplies the effective value of an attribute. Defaults to 100. */
  readonly precedence?: number | null | undefined;
  /** Seconds between the time a record is missing from a full listing and the end of its claim. Defaults to 0. */
  readonly retirementGraceSeconds?: number | null | undefined;
  /** Cron expression of five fields, for example *\/15 * * * *. With null, the source is read only on request. */
  readonly schedule?: string | null | undefined;
  /** Secrets to encrypt. They need no entry in config. */
  readonly secrets?: ReadonlyArray<SourceSecretInput> | null | undefined;
  /** Time zone of the schedule, for example Europe/Oslo. Defaults to UTC. */
  readonly timeZone?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Survey. */
export type UpdateSurveyInput = {
  /** Time until which the survey can be answered. */
  readonly closesAt?: string | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Time from which the survey can be answered. */
  readonly opensAt?: string | null | undefined;
  /** What it asks, in its order; up to 500. */
  readonly questions?: ReadonlyArray<SurveyQuestionInput> | null | undefined;
  /** The key of the question that the score is taken from. */
  readonly scoredQuestionKey?: string | null | undefined;
  /** Service that the survey is about. Defaults to the organisation. */
  readonly service?: NodeRef | null | undefined;
  /** The Survey. */
  readonly survey: NodeRef;
  /** What it measures. */
  readonly template?: SurveyTemplate | null | undefined;
  /** What it is called. */
  readonly title?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Team. */
export type UpdateTeamInput = {
  /** How to reach it. */
  readonly contact?: string | null | undefined;
  /** Cost centre. */
  readonly costCentre?: string | null | undefined;
  /** Business or IT. */
  readonly kind?: TeamKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** The name, unique among teams. */
  readonly name?: string | null | undefined;
  /** Team that it is a part of. Null at the top level. */
  readonly parent?: NodeRef | null | undefined;
  /** The Team. */
  readonly team: NodeRef;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Changes to a Ticket. */
export type UpdateTicketInput = {
  /** Assignee. */
  readonly assignee?: string | null | undefined;
  /** Assigned team. */
  readonly assigneeTeam?: NodeRef | null | undefined;
  /** Probability that this change caused the ticket, from 0 to 1. Defaults to 1. */
  readonly causeConfidence?: number | null | undefined;
  /** The change that caused it. */
  readonly causedByChange?: NodeRef | null | undefined;
  /** Description. */
  readonly description?: string | null | undefined;
  /** Due date. */
  readonly dueAt?: string | null | undefined;
  /** Total effort in minutes. Used if the ticket has no time entries. */
  readonly effortMinutes?: number | null | undefined;
  /** Impact, from 1 (highest) to 3. */
  readonly impact?: number | null | undefined;
  /** Ticket kind. */
  readonly kind?: TicketKind | null | undefined;
  /** Labels, as an object of strings. */
  readonly labels?: unknown;
  /** Objective that the work is for. Without one, its services tell. */
  readonly objective?: NodeRef | null | undefined;
  /** Time of opening. Defaults to now. */
  readonly openedAt?: string | null | undefined;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Requester. */
  readonly requester?: string | null | undefined;
  /** Requesting team. */
  readonly requesterTeam?: NodeRef | null | undefined;
  /** When it was resolved. */
  readonly resolvedAt?: string | null | undefined;
  /** Status. Defaults to OPEN. */
  readonly status?: TicketStatus | null | undefined;
  /** The Ticket. */
  readonly ticket: NodeRef;
  /** Title, in one line. */
  readonly title?: string | null | undefined;
  /** Urgency, from 1 (highest) to 3. */
  readonly urgency?: number | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};

/** Conditions on a WebhookDelivery; all that are given must hold, a comparison with an absent value does not. */
export type WebhookDeliveryFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<WebhookDeliveryFilter> | null | undefined;
  /** By attempts. */
  readonly attempts?: IntFilter | null | undefined;
  /** By deliveryId. */
  readonly deliveryId?: StringFilter | null | undefined;
  /** By error. */
  readonly error?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: WebhookDeliveryFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<WebhookDeliveryFilter> | null | undefined;
  /** By processedAt. */
  readonly processedAt?: DateTimeFilter | null | undefined;
  /** By receivedAt. */
  readonly receivedAt?: DateTimeFilter | null | undefined;
  /** By retryAt. */
  readonly retryAt?: DateTimeFilter | null | undefined;
  /** Matches rows whose source meets these conditions. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: WebhookDeliveryStatusFilter | null | undefined;
};

/** Status of a webhook delivery. */
export type WebhookDeliveryStatus =
  /** Could not be processed; error has the reason. */
  | 'FAILED'
  /** Stored; waiting for a worker. */
  | 'PENDING'
  /** Its records are stored, or the scopes that it names are queued for reading. */
  | 'PROCESSED';

/** Conditions on a WebhookDeliveryStatus; all that are given must hold. */
export type WebhookDeliveryStatusFilter = {
  /** Equal to this value. */
  readonly eq?: WebhookDeliveryStatus | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<WebhookDeliveryStatus> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Which proposal is withdrawn, and why. */
export type WithdrawAgreementVersionInput = {
  /** The AgreementVersion. */
  readonly id: string;
  /** Why. */
  readonly reason?: string | null | undefined;
  /** Version for optimistic locking. A stale value returns ConflictError. Optional. */
  readonly version?: number | null | undefined;
};
