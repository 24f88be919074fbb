// Generated from the schema by `pnpm generate:sdk`. Do not edit.
/** What another system calls an entity. */
export type AddExternalReferenceInput = {
  /** The id of the entity there. */
  readonly externalId: string;
  /** The id of the entity here. */
  readonly id: string;
  /** The name of the other system. */
  readonly source: string;
  /** Where a person can look at it there. */
  readonly url?: string | null | undefined;
};

/** Conditions on an Alert; all that are given must hold, a comparison with an absent value does not. */
export type AlertFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AlertFilter> | null | undefined;
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By endsAt. */
  readonly endsAt?: DateTimeFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By fingerprint. */
  readonly fingerprint?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AlertFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AlertFilter> | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By severity. */
  readonly severity?: AlertSeverityFilter | null | undefined;
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By sourceSeverity. */
  readonly sourceSeverity?: StringFilter | null | undefined;
  /** By startsAt. */
  readonly startsAt?: DateTimeFilter | null | undefined;
  /** By state. */
  readonly state?: AlertStateFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Alert rows by; the id decides between equals. */
export type AlertOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
  readonly field: AlertOrderField;
};

/** What Alert rows can be ordered by. */
export type AlertOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By when it ended; those that go on count as last. */
  | 'ENDS_AT'
  /** By when it began. */
  | 'STARTS_AT'
  /** By title. */
  | 'TITLE'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** How bad it is, whatever the source calls that. */
export type AlertSeverity =
  /** Somebody has to act at once. */
  | 'CRITICAL'
  /** Good to know. */
  | 'INFO'
  /** Somebody has to act before it gets worse. */
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

/** Whether an alert goes on. */
export type AlertState =
  /** It has no end yet. */
  | 'FIRING'
  /** It has ended. */
  | 'RESOLVED';

/** Conditions on an AlertState; all that are given must hold. */
export type AlertStateFilter = {
  /** Equal to this value. */
  readonly eq?: AlertState | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<AlertState> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an Asset; all that are given must hold, a comparison with an absent value does not. */
export type AssetFilter = {
  /** By its Alert rows: these conditions hold for at least one. */
  readonly alert?: AlertFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetFilter> | null | undefined;
  /** By its Change rows: these conditions hold for at least one. */
  readonly change?: ChangeFilter | null | undefined;
  /** By what it costs a month, whatever the currency. */
  readonly costAmount?: DecimalFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its DuplicateTask rows: these conditions hold for at least one. */
  readonly duplicateTask?: DuplicateTaskFilter | null | undefined;
  /** By environment. */
  readonly environment?: StringFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By firstSeenAt. */
  readonly firstSeenAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By its AssetIdentifier rows: these conditions hold for at least one. */
  readonly identifier?: AssetIdentifierFilter | null | undefined;
  /** By its AssetRelation rows: these conditions hold for at least one. */
  readonly incomingRelation?: AssetRelationFilter | null | undefined;
  /** By kind. */
  readonly kind?: StringFilter | null | undefined;
  /** By lastSeenAt. */
  readonly lastSeenAt?: DateTimeFilter | null | undefined;
  /** By lifecycle. */
  readonly lifecycle?: LifecycleFilter | null | undefined;
  /** By its AssetMerge rows: these conditions hold for at least one. */
  readonly merge?: AssetMergeFilter | null | undefined;
  /** By its mergedInto: there is one, and these conditions hold for it. */
  readonly mergedInto?: AssetFilter | null | undefined;
  /** By its Metric rows: these conditions hold for at least one. */
  readonly metric?: MetricFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetFilter> | null | undefined;
  /** By its owner: there is one, and these conditions hold for it. */
  readonly owner?: TeamFilter | null | undefined;
  /** By its AssetRelation rows: these conditions hold for at least one. */
  readonly relation?: AssetRelationFilter | null | undefined;
  /** By retiredAt. */
  readonly retiredAt?: DateTimeFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By its Ticket rows: these conditions hold for at least one. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Conditions on an AssetIdentifier; all that are given must hold, a comparison with an absent value does not. */
export type AssetIdentifierFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetIdentifierFilter> | null | undefined;
  /** By its asset: there is one, and these conditions hold for it. */
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

/** Something by which an asset can be told from all others, whoever tells of it. */
export type AssetIdentifierInput = {
  /** What sort of identifier, e.g. serial-number. */
  readonly kind: string;
  /** The identifier. */
  readonly value: string;
};

/** Conditions on an AssetMerge; all that are given must hold, a comparison with an absent value does not. */
export type AssetMergeFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetMergeFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its duplicate: there is one, and these conditions hold for it. */
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
  /** By its survivor: there is one, and these conditions hold for it. */
  readonly survivor?: AssetFilter | null | undefined;
  /** By its task: there is one, and these conditions hold for it. */
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
  /** What to order by. */
  readonly field: AssetOrderField;
};

/** What Asset rows can be ordered by. */
export type AssetOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By when a source first told of it. */
  | 'FIRST_SEEN_AT'
  /** By kind. */
  | 'KIND'
  /** By when a source last told of it. */
  | 'LAST_SEEN_AT'
  /** By name. */
  | 'NAME'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** Conditions on an AssetRelation; all that are given must hold, a comparison with an absent value does not. */
export type AssetRelationFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<AssetRelationFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its from: there is one, and these conditions hold for it. */
  readonly from?: AssetFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: AssetRelationKindFilter | null | undefined;
  /** This must not hold. */
  readonly not?: AssetRelationFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<AssetRelationFilter> | null | undefined;
  /** By strength. */
  readonly strength?: FloatFilter | null | undefined;
  /** By its to: there is one, and these conditions hold for it. */
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

/** Conditions on a truth value; all that are given must hold. */
export type BooleanFilter = {
  /** Equal to this value. */
  readonly eq?: boolean | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Which run to stop. */
export type CancelSyncRunInput = {
  /** Which run. */
  readonly id: string;
};

/** How it is known that a change caused a ticket. */
export type CauseMethod =
  /** A person says so. */
  | 'MANUAL'
  /** The source of the ticket says so. */
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
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By backoutPlan. */
  readonly backoutPlan?: StringFilter | null | undefined;
  /** By its Ticket rows: these conditions hold for at least one. */
  readonly causedTicket?: TicketFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By implementationPlan. */
  readonly implementationPlan?: StringFilter | null | undefined;
  /** By its implementingTeam: there is one, and these conditions hold for it. */
  readonly implementingTeam?: TeamFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ChangeFilter | null | undefined;
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
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By sourceState. */
  readonly sourceState?: StringFilter | null | undefined;
  /** By state. */
  readonly state?: ChangeStateFilter | null | undefined;
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
  /** What to order by. */
  readonly field: ChangeOrderField;
};

/** What Change rows can be ordered by. */
export type ChangeOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By the start of the planned window; those without one count as last. */
  | 'PLANNED_START'
  /** By title. */
  | 'TITLE'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** How a change went. */
export type ChangeOutcome =
  /** Did not do what it was to do. */
  | 'FAILED'
  /** Taken back by its backout plan. */
  | 'ROLLED_BACK'
  /** As planned. */
  | 'SUCCESSFUL'
  /** Done, but not without trouble. */
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

/** How far a change has come. */
export type ChangeState =
  /** Its risk and conflicts are being looked at. */
  | 'ASSESSING'
  /** Waits for somebody to allow it. */
  | 'AWAITING_APPROVAL'
  /** Given up before it was carried out. */
  | 'CANCELLED'
  /** Done. */
  | 'CLOSED'
  /** Being written. */
  | 'DRAFT'
  /** Being carried out. */
  | 'IMPLEMENTING'
  /** Not allowed. */
  | 'REJECTED'
  /** Carried out, and being looked at once more. */
  | 'REVIEW'
  /** Allowed, and waits for its window. */
  | 'SCHEDULED';

/** Conditions on a ChangeState; all that are given must hold. */
export type ChangeStateFilter = {
  /** Equal to this value. */
  readonly eq?: ChangeState | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<ChangeState> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** How a change comes to be allowed (ITIL 4, change enablement). */
export type ChangeType =
  /** Has to happen at once, e.g. to end an incident; assessed afterwards. */
  | 'EMERGENCY'
  /** Assessed and allowed one by one. */
  | 'NORMAL'
  /** Well known and of low risk: allowed beforehand. */
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

/** A comment to be made. */
export type CommentOnTicketInput = {
  /** What to say, in Markdown. */
  readonly body?: string | null | undefined;
  /** The same key asks for the same thing, however often. If not said, the same input asks for the same thing. */
  readonly idempotencyKey?: string | null | undefined;
  /** Adds what is at risk if what the ticket is about fails; false if not said. */
  readonly impact?: boolean | null | undefined;
  /** The ticket, which must have come from a source. */
  readonly ticket: string;
};

/** A new Asset. */
export type CreateAssetInput = {
  /** What else is known of it: an object. What is said here wins over every source; a null in it leaves that attribute to the sources. */
  readonly attributes?: unknown;
  /** What it costs a month; with costCurrency. */
  readonly costAmount?: string | null | undefined;
  /** ISO 4217, e.g. EUR; with costAmount. */
  readonly costCurrency?: string | null | undefined;
  /** Where it belongs, e.g. production; null leaves it to the sources. */
  readonly environment?: string | null | undefined;
  /** What it is, e.g. server.virtual. */
  readonly kind: string;
  /** Free labels: an object of texts. What is said here wins over every source; a null in it leaves that label to the sources. */
  readonly labels?: unknown;
  /** Where it stands in its life; LIVE if not said. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name. */
  readonly name: string;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
};

/** A new Change. */
export type CreateChangeInput = {
  /** How it is taken back. */
  readonly backoutPlan?: string | null | undefined;
  /** What is changed and why, at length. */
  readonly description?: string | null | undefined;
  /** How it is done. */
  readonly implementationPlan?: string | null | undefined;
  /** The team that carries it out. */
  readonly implementingTeamId?: string | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The end of the planned window; not part of it. */
  readonly plannedEnd?: string | null | undefined;
  /** The start of the planned window. */
  readonly plannedStart?: string | null | undefined;
  /** Who asked for it. */
  readonly requester?: string | null | undefined;
  /** What is changed, in one line. */
  readonly title: string;
  /** How it comes to be allowed. */
  readonly type: ChangeType;
};

/** A new KeyResult. */
export type CreateKeyResultInput = {
  /** The value now, entered by hand. */
  readonly current: number;
  /** The metric whose latest sample is its current value. */
  readonly metricId?: string | null | undefined;
  /** The objective it belongs to. */
  readonly objectiveId: string;
  /** The value it starts from. */
  readonly start: number;
  /** The value to reach. */
  readonly target: number;
  /** What is measured. */
  readonly title: string;
  /** The unit of its values, e.g. %, EUR, days. */
  readonly unit?: string | null | undefined;
  /** What it counts beside the others; 1 if not said. */
  readonly weight?: number | null | undefined;
};

/** A new Metric. */
export type CreateMetricInput = {
  /** The asset it is measured of. */
  readonly assetId?: string | null | undefined;
  /** How its samples are to be read. */
  readonly kind: MetricKind;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** What is measured; unique for its subject. */
  readonly name: string;
  /** The objective it is measured of. */
  readonly objectiveId?: string | null | undefined;
  /** The service it is measured of. */
  readonly serviceId?: string | null | undefined;
  /** The unit of its values; 1 for a plain number or share. */
  readonly unit: string;
};

/** A new Objective. */
export type CreateObjectiveInput = {
  /** What the business gains by it. */
  readonly benefit?: string | null | undefined;
  /** The same at length. */
  readonly description?: string | null | undefined;
  /** The last day of its period. */
  readonly endsOn?: string | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
  /** The objective that it is a part of. */
  readonly parentId?: string | null | undefined;
  /** The first day of its period. */
  readonly startsOn?: string | null | undefined;
  /** How far it has come; DRAFT if not said. */
  readonly status?: ObjectiveStatus | null | undefined;
  /** What is to be reached. */
  readonly title: string;
  /** What it is worth beside its siblings; 1 if not said. */
  readonly weight?: number | null | undefined;
};

/** A new Process. */
export type CreateProcessInput = {
  /** What is done, at length. */
  readonly description?: string | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The name, unique among processes. */
  readonly name: string;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
};

/** A new RedundancyGroup. */
export type CreateRedundancyGroupInput = {
  /** How many members must hold; 1 if not said. */
  readonly minAvailable?: number | null | undefined;
  /** The name, unique within the service. */
  readonly name: string;
  /** The service that needs the group. */
  readonly serviceId: string;
};

/** A new Service. */
export type CreateServiceInput = {
  /** What it does and for whom. */
  readonly description?: string | null | undefined;
  /** Business or technical. */
  readonly kind: ServiceKind;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** Where it stands in its life; LIVE if not said. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name, unique among services. */
  readonly name: string;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
};

/** A new source. */
export type CreateSourceInput = {
  /** Lets its plugin call addresses of private networks; false if not said. */
  readonly allowPrivateHosts?: boolean | null | undefined;
  /** The settings of the plugin; plugins { configSchema } says which there are. */
  readonly config?: unknown;
  /** Seconds between two times that a source which tells of changes alone is asked for all that it holds; a day if not said. */
  readonly deletionCheckIntervalSeconds?: number | null | undefined;
  /** An http or https address to read, for a plugin that reads files. */
  readonly input?: string | null | undefined;
  /** The name: lower-case letters, digits and . _ -; it stays. */
  readonly name: string;
  /** The id of the plugin; it stays. */
  readonly plugin: string;
  /** Where sources disagree about an attribute, the smaller number wins: 1 to 1000, 100 if not said. */
  readonly precedence?: number | null | undefined;
  /** Seconds for which what is missing from a complete listing is waited for before its claim ends; 0 if not said. */
  readonly retirementGraceSeconds?: number | null | undefined;
  /** When it is read, as a cron expression of five fields, e.g. *\/15 * * * *; null: only when asked to. */
  readonly schedule?: string | null | undefined;
  /** Secrets that are handed in; config then needs no entry for them. */
  readonly secrets?: ReadonlyArray<SourceSecretInput> | null | undefined;
  /** The time zone of the schedule, e.g. Europe/Oslo; UTC if not said. */
  readonly timeZone?: string | null | undefined;
};

/** A new Survey. */
export type CreateSurveyInput = {
  /** Until when it can be answered. */
  readonly closesAt?: string | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** From when on it can be answered. */
  readonly opensAt?: string | null | undefined;
  /** What it asks, in its order; up to 500. */
  readonly questions?: ReadonlyArray<SurveyQuestionInput> | null | undefined;
  /** The key of the question that the score is taken from. */
  readonly scoredQuestionKey?: string | null | undefined;
  /** The service that it asks about; the organisation if not said. */
  readonly serviceId?: string | null | undefined;
  /** What it measures. */
  readonly template: SurveyTemplate;
  /** What it is called. */
  readonly title: string;
};

/** A new Team. */
export type CreateTeamInput = {
  /** How to reach it. */
  readonly contact?: string | null | undefined;
  /** Where its costs are booked. */
  readonly costCentre?: string | null | undefined;
  /** Business or IT. */
  readonly kind: TeamKind;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The name, unique among teams. */
  readonly name: string;
};

/** A ticket to be made. */
export type CreateTicketInSourceInput = {
  /** The change, the service or the asset that it is about. */
  readonly about?: string | null | undefined;
  /** The same at length, in Markdown; what the graph knows follows. */
  readonly body?: string | null | undefined;
  /** The gap that it is to close. */
  readonly gap?: GapReferenceInput | null | undefined;
  /** The same key asks for the same thing, however often. If not said, the same input asks for the same thing. */
  readonly idempotencyKey?: string | null | undefined;
  /** What it asks for; TASK if not said. */
  readonly kind?: TicketKind | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Where it is made, in the other system's words; where the source is set to if not said. */
  readonly project?: string | null | undefined;
  /** The source in whose system it is made. */
  readonly source: string;
  /** What it is about, in one line. */
  readonly title: string;
};

/** A new Ticket. */
export type CreateTicketInput = {
  /** Who works on it. */
  readonly assignee?: string | null | undefined;
  /** The team that works on it. */
  readonly assigneeTeamId?: string | null | undefined;
  /** How sure it is that this change caused it, from 0 to 1; 1 if not said. */
  readonly causeConfidence?: number | null | undefined;
  /** The change that caused it. */
  readonly causedByChangeId?: string | null | undefined;
  /** The same at length. */
  readonly description?: string | null | undefined;
  /** By when it is to be done. */
  readonly dueAt?: string | null | undefined;
  /** What it took as a whole, in minutes; counts where no effort is recorded piece by piece. */
  readonly effortMinutes?: number | null | undefined;
  /** How much it touches, from 1 (most) to 3. */
  readonly impact?: number | null | undefined;
  /** What it asks for. */
  readonly kind: TicketKind;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** When it was opened; now if not said. */
  readonly openedAt?: string | null | undefined;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Who asked for it. */
  readonly requester?: string | null | undefined;
  /** The team that asked for it. */
  readonly requesterTeamId?: string | null | undefined;
  /** When it was resolved. */
  readonly resolvedAt?: string | null | undefined;
  /** How far it has come; OPEN if not said. */
  readonly state?: TicketState | null | undefined;
  /** What it is about, in one line. */
  readonly title: string;
  /** How soon it has to be done, from 1 (at once) to 3. */
  readonly urgency?: number | null | undefined;
};

/** How much of what the business wants hangs on something. */
export type CriticalityLevel =
  /** Value at risk of 0.25 or more. */
  | 'CRITICAL'
  /** Value at risk of 0.10 or more. */
  | 'HIGH'
  /** Value at risk below 0.02. */
  | 'LOW'
  /** Value at risk of 0.02 or more. */
  | 'MEDIUM';

/** Conditions on a day; later is greater; all that are given must hold. */
export type DateFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Greater than this value. */
  readonly gt?: string | null | undefined;
  /** Greater than this value or equal to it. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than this value or equal to it. */
  readonly lte?: string | null | undefined;
};

/** Conditions on an instant; later is greater; all that are given must hold. */
export type DateTimeFilter = {
  /** Equal to this value. */
  readonly eq?: string | null | undefined;
  /** Greater than this value. */
  readonly gt?: string | null | undefined;
  /** Greater than this value or equal to it. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than this value or equal to it. */
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
  /** By its run: there is one, and these conditions hold for it. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: DeadLetterStatusFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
};

/** Whether a record still cannot be used. */
export type DeadLetterStatus =
  /** It cannot. */
  | 'OPEN'
  /** It could be used later. */
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
  /** Greater than this value or equal to it. */
  readonly gte?: string | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: string | null | undefined;
  /** Less than this value or equal to it. */
  readonly lte?: string | null | undefined;
};

/** Which Asset to remove. */
export type DeleteAssetInput = {
  /** The id of the Asset. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Change to remove. */
export type DeleteChangeInput = {
  /** The id of the Change. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which booking to take back. */
export type DeleteEffortInput = {
  /** The id of the effort. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which KeyResult to remove. */
export type DeleteKeyResultInput = {
  /** The id of the KeyResult. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Metric to remove. */
export type DeleteMetricInput = {
  /** The id of the Metric. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Objective to remove. */
export type DeleteObjectiveInput = {
  /** The id of the Objective. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Process to remove. */
export type DeleteProcessInput = {
  /** The id of the Process. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which RedundancyGroup to remove. */
export type DeleteRedundancyGroupInput = {
  /** The id of the RedundancyGroup. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Service to remove. */
export type DeleteServiceInput = {
  /** The id of the Service. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which source to remove. */
export type DeleteSourceInput = {
  /** Which source. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Survey to remove. */
export type DeleteSurveyInput = {
  /** The id of the Survey. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Team to remove. */
export type DeleteTeamInput = {
  /** The id of the Team. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which Ticket to remove. */
export type DeleteTicketInput = {
  /** The id of the Ticket. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** How badly something is needed, in words. */
export type DependencyLevel =
  /** Fails when it fails: strength 1. */
  | 'HARD'
  /** Suffers when it fails: strength 0.5. */
  | 'SOFT';

/** Which task to dismiss. */
export type DismissDuplicateInput = {
  /** How you know; for those who come after. */
  readonly reason?: string | null | undefined;
  /** The task. */
  readonly task: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Conditions on a DuplicateTask; all that are given must hold, a comparison with an absent value does not. */
export type DuplicateTaskFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<DuplicateTaskFilter> | null | undefined;
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By decidedAt. */
  readonly decidedAt?: DateTimeFilter | null | undefined;
  /** By decidedBy. */
  readonly decidedBy?: StringFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By its AssetMerge rows: these conditions hold for at least one. */
  readonly merge?: AssetMergeFilter | null | undefined;
  /** This must not hold. */
  readonly not?: DuplicateTaskFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<DuplicateTaskFilter> | null | undefined;
  /** By its PendingRecord rows: these conditions hold for at least one. */
  readonly pendingRecord?: PendingRecordFilter | null | undefined;
  /** By reason. */
  readonly reason?: StringFilter | null | undefined;
  /** By state. */
  readonly state?: DuplicateTaskStateFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order DuplicateTask rows by; the id decides between equals. */
export type DuplicateTaskOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
  readonly field: DuplicateTaskOrderField;
};

/** What DuplicateTask rows can be ordered by. */
export type DuplicateTaskOrderField =
  /** By when it was opened. */
  | 'CREATED_AT';

/** Whether somebody has decided. */
export type DuplicateTaskState =
  /** The assets are different. */
  | 'DISMISSED'
  /** The assets were one and the same, and are by now. */
  | 'MERGED'
  /** What they had in common is gone; there is nothing to decide any more. */
  | 'OBSOLETE'
  /** Nobody has, yet. */
  | 'OPEN';

/** Conditions on a DuplicateTaskState; all that are given must hold. */
export type DuplicateTaskStateFilter = {
  /** Equal to this value. */
  readonly eq?: DuplicateTaskState | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<DuplicateTaskState> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** Conditions on an Effort; all that are given must hold, a comparison with an absent value does not. */
export type EffortFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<EffortFilter> | null | undefined;
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
  /** By its team: there is one, and these conditions hold for it. */
  readonly team?: TeamFilter | null | undefined;
  /** By its ticket: there is one, and these conditions hold for it. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

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

/** What another system calls an entity. */
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
  /** Greater than this value or equal to it. */
  readonly gte?: number | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: number | null | undefined;
  /** Less than this value or equal to it. */
  readonly lte?: number | null | undefined;
};

/** What is missing. The report goes through the kinds in this order. */
export type GapKind =
  /** No service needs a live asset, directly or through others. */
  | 'ASSET_WITHOUT_SERVICE'
  /** No live service supports an active objective. */
  | 'OBJECTIVE_WITHOUT_SERVICE'
  /** A redundancy group has fewer live members than must hold. */
  | 'REDUNDANCY_NOT_MET'
  /** A live service needs an asset that is retired. */
  | 'SERVICE_ON_RETIRED_ASSET'
  /** A live technical service stands on no live asset. */
  | 'SERVICE_WITHOUT_ASSET'
  /** A live service leads to no active objective. */
  | 'SERVICE_WITHOUT_OBJECTIVE'
  /** No team answers for a live service. */
  | 'SERVICE_WITHOUT_OWNER';

/** A gap of the gap report. */
export type GapReferenceInput = {
  /** What it is missing from: the subject of the gap. */
  readonly id: string;
  /** What is missing. */
  readonly kind: GapKind;
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
  /** Whether it tells assets at all; true if not said. */
  readonly enabled?: boolean | null | undefined;
  /** The kind of identifier. */
  readonly identifierKind: string;
  /** 1 to 1000; smaller is asked first. */
  readonly priority: number;
  /** Whether it is good within one environment alone; false if not said. */
  readonly scopedToEnvironment?: boolean | null | undefined;
};

/** One key to order IdentificationRule rows by; the id decides between equals. */
export type IdentificationRuleOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
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
  /** To what this leans on: services, assets. */
  | 'DEPENDENCIES'
  /** To what suffers when this fails: services, objectives. */
  | 'DEPENDENTS';

/** An asset as a source tells of it. */
export type IngestAssetInput = {
  /** What else is known of it: an object. */
  readonly attributes?: unknown;
  /** Where it belongs, e.g. production. */
  readonly environment?: string | null | undefined;
  /** What the source calls it: unique there, and stable. */
  readonly externalId: string;
  /** What it can be told by. */
  readonly identifiers?: ReadonlyArray<AssetIdentifierInput> | null | undefined;
  /** What it is, e.g. server.virtual. */
  readonly kind: string;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** Its name. */
  readonly name: string;
  /** Where a person can look at it. */
  readonly url?: string | null | undefined;
};

/** Assets and relations of one source. */
export type IngestAssetsInput = {
  /** Up to 1,000 assets. */
  readonly assets?: ReadonlyArray<IngestAssetInput> | null | undefined;
  /** Up to 1,000 relations, between these assets or earlier ones. */
  readonly relations?: ReadonlyArray<IngestRelationInput> | null | undefined;
  /** The name of the source, made when there is none. */
  readonly source: string;
};

/** What became of a row. */
export type IngestOutcome =
  /** New, or it had been gone. */
  | 'ADDED'
  /** It says something else than before. */
  | 'CHANGED'
  /** It cannot be used; the message says why. */
  | 'REJECTED'
  /** It says the same as before. */
  | 'UNCHANGED';

/** How one asset of the source stands to another. */
export type IngestRelationInput = {
  /** The external id of the asset that this is said of. */
  readonly from: string;
  /** How they stand to each other. */
  readonly kind: AssetRelationKind;
  /** How surely failure is passed on, from 0 to 1. */
  readonly strength?: number | null | undefined;
  /** The external id of the other one. */
  readonly to: string;
};

/** Conditions on a whole number; all that are given must hold. */
export type IntFilter = {
  /** Equal to this value. */
  readonly eq?: number | null | undefined;
  /** Greater than this value. */
  readonly gt?: number | null | undefined;
  /** Greater than this value or equal to it. */
  readonly gte?: number | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
  /** Less than this value. */
  readonly lt?: number | null | undefined;
  /** Less than this value or equal to it. */
  readonly lte?: number | null | undefined;
};

/** Conditions on a KeyResult; all that are given must hold, a comparison with an absent value does not. */
export type KeyResultFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<KeyResultFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By manualCurrent. */
  readonly manualCurrent?: FloatFilter | null | undefined;
  /** By its metric: there is one, and these conditions hold for it. */
  readonly metric?: MetricFilter | null | undefined;
  /** This must not hold. */
  readonly not?: KeyResultFilter | null | undefined;
  /** By its objective: there is one, and these conditions hold for it. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<KeyResultFilter> | null | undefined;
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

/** Where something stands in its life. */
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
  /** Assets it is about; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Alert. */
  readonly id: string;
  /** Services it is about; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** A relation between two assets. */
export type LinkAssetsInput = {
  /** The asset that this is said of. */
  readonly fromId: string;
  /** How the first stands to the other. */
  readonly kind: AssetRelationKind;
  /** How surely failure is passed on, from 0 to 1; 0.5 for CALLS and CONNECTS_TO, else 1, if not said. */
  readonly strength?: number | null | undefined;
  /** The other one. */
  readonly toId: string;
};

/** Dependencies of a service on assets. */
export type LinkAssetsToServiceInput = {
  /** The assets that it needs; up to 1,000. */
  readonly assetIds: ReadonlyArray<string>;
  /** How badly, in words; HARD if nothing is said. */
  readonly level?: DependencyLevel | null | undefined;
  /** The redundancy group of the service that they belong to; none if not said. */
  readonly redundancyGroupId?: string | null | undefined;
  /** The service that needs them. */
  readonly serviceId: string;
  /** How badly, as a number from 0 to 1, instead of the level. */
  readonly strength?: number | null | undefined;
};

/** What to link to a Change. */
export type LinkChangeInput = {
  /** Assets it touches; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Change. */
  readonly id: string;
  /** Services it touches; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** What to link to a Process. */
export type LinkProcessInput = {
  /** The Process. */
  readonly id: string;
  /** Objectives it supports; up to 1,000. */
  readonly objectiveIds?: ReadonlyArray<string> | null | undefined;
  /** Services it uses; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** A contribution of a service to an objective. */
export type LinkServiceToObjectiveInput = {
  /** The objective. */
  readonly objectiveId: string;
  /** Why it is that much. */
  readonly rationale?: string | null | undefined;
  /** The service that it rests on. */
  readonly serviceId: string;
  /** The contribution share, from 0 to 1; 1 if not said. */
  readonly share?: number | null | undefined;
  /** The first day on which it counts. */
  readonly validFrom?: string | null | undefined;
  /** The last day on which it counts. */
  readonly validTo?: string | null | undefined;
};

/** A dependency of a service on a service. */
export type LinkServiceToServiceInput = {
  /** The service that it needs. */
  readonly dependsOnId: string;
  /** How badly, in words; HARD if nothing is said. */
  readonly level?: DependencyLevel | null | undefined;
  /** The redundancy group of the service that it belongs to; none if not said. */
  readonly redundancyGroupId?: string | null | undefined;
  /** The service that needs the other. */
  readonly serviceId: string;
  /** How badly, as a number from 0 to 1, instead of the level. */
  readonly strength?: number | null | undefined;
};

/** What to link to a Ticket. */
export type LinkTicketInput = {
  /** Assets it is about; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Ticket. */
  readonly id: string;
  /** Services it is about; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** Which assets are one. */
export type MergeAssetsInput = {
  /** The assets that it is as well; up to 100. */
  readonly duplicates: ReadonlyArray<string>;
  /** The asset that stays. */
  readonly survivor: string;
  /** The duplicate task that is decided by it. */
  readonly task?: string | null | undefined;
};

/** Conditions on a Metric; all that are given must hold, a comparison with an absent value does not. */
export type MetricFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<MetricFilter> | null | undefined;
  /** By its asset: there is one, and these conditions hold for it. */
  readonly asset?: AssetFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By its KeyResult rows: these conditions hold for at least one. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** By kind. */
  readonly kind?: MetricKindFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: MetricFilter | null | undefined;
  /** By its objective: there is one, and these conditions hold for it. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<MetricFilter> | null | undefined;
  /** By its service: there is one, and these conditions hold for it. */
  readonly service?: ServiceFilter | null | undefined;
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
  /** What to order by. */
  readonly field: MetricOrderField;
};

/** What Metric rows can be ordered by. */
export type MetricOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** Conditions on an Objective; all that are given must hold, a comparison with an absent value does not. */
export type ObjectiveFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ObjectiveFilter> | null | undefined;
  /** By benefit. */
  readonly benefit?: StringFilter | null | undefined;
  /** By its Objective rows: these conditions hold for at least one. */
  readonly child?: ObjectiveFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By endsOn. */
  readonly endsOn?: DateFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By its KeyResult rows: these conditions hold for at least one. */
  readonly keyResult?: KeyResultFilter | null | undefined;
  /** By its Metric rows: these conditions hold for at least one. */
  readonly metric?: MetricFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ObjectiveFilter> | null | undefined;
  /** By its owner: there is one, and these conditions hold for it. */
  readonly owner?: TeamFilter | null | undefined;
  /** By its parent: there is one, and these conditions hold for it. */
  readonly parent?: ObjectiveFilter | null | undefined;
  /** By its Process rows: these conditions hold for at least one. */
  readonly process?: ProcessFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By its ObjectiveServiceLink rows: these conditions hold for at least one. */
  readonly serviceLink?: ObjectiveServiceLinkFilter | null | undefined;
  /** By startsOn. */
  readonly startsOn?: DateFilter | null | undefined;
  /** By status. */
  readonly status?: ObjectiveStatusFilter | null | undefined;
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
  /** What to order by. */
  readonly field: ObjectiveOrderField;
};

/** What Objective rows can be ordered by. */
export type ObjectiveOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By title. */
  | 'TITLE'
  /** By when it last changed. */
  | 'UPDATED_AT'
  /** By weight as its owners set it. */
  | 'WEIGHT';

/** Conditions on an ObjectiveServiceLink; all that are given must hold, a comparison with an absent value does not. */
export type ObjectiveServiceLinkFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ObjectiveServiceLinkFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ObjectiveServiceLinkFilter | null | undefined;
  /** By its objective: there is one, and these conditions hold for it. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ObjectiveServiceLinkFilter> | null | undefined;
  /** By rationale. */
  readonly rationale?: StringFilter | null | undefined;
  /** By its service: there is one, and these conditions hold for it. */
  readonly service?: ServiceFilter | null | undefined;
  /** By share. */
  readonly share?: FloatFilter | null | undefined;
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
  /** A relation between assets; see AssetRelationKind. */
  | 'ROUTES_TO'
  /** A relation between assets; see AssetRelationKind. */
  | 'RUNS_ON'
  /** A relation between assets; see AssetRelationKind. */
  | 'SELECTS'
  /** A service needs another service or an asset. */
  | 'SERVICE_DEPENDENCY';

/** Which source to leave alone. */
export type PauseSourceInput = {
  /** Which source. */
  readonly id: string;
  /** Why, for others who wonder. */
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
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
  /** By its task: there is one, and these conditions hold for it. */
  readonly task?: DuplicateTaskFilter | null | undefined;
};

/** What sort of system a plugin connects. */
export type PluginKind =
  /** One that knows what runs: assets and how they hang together. */
  | 'DISCOVERY'
  /** One that measures and raises alerts. */
  | 'MONITORING'
  /** One that asks people. */
  | 'SURVEY'
  /** One that holds tickets and changes. */
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
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Whose word counts for an attribute. */
export type PrecedenceRuleInput = {
  /** A place such as name or attributes.os; attributes.* is all below it, * is all. */
  readonly attribute: string;
  /** 1 to 1000; smaller wins. */
  readonly precedence: number;
  /** The name of the source. */
  readonly source: string;
  /** How long a word counts without being said again; for ever if not said. */
  readonly staleAfterSeconds?: number | null | undefined;
};

/** One key to order PrecedenceRule rows by; the id decides between equals. */
export type PrecedenceRuleOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
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

/** What would become of a row. */
export type PreviewOutcome =
  /** It would be new, or had been gone. */
  | 'ADDED'
  /** Several assets answer to it: it would wait for a person to decide. */
  | 'AMBIGUOUS'
  /** It says something else than before. */
  | 'CHANGED'
  /** It could not be used; the message says why. */
  | 'REJECTED'
  /** It says the same as before. */
  | 'UNCHANGED';

/** Conditions on a Process; all that are given must hold, a comparison with an absent value does not. */
export type ProcessFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ProcessFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ProcessFilter | null | undefined;
  /** By its Objective rows: these conditions hold for at least one. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ProcessFilter> | null | undefined;
  /** By its owner: there is one, and these conditions hold for it. */
  readonly owner?: TeamFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** One key to order Process rows by; the id decides between equals. */
export type ProcessOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
  readonly field: ProcessOrderField;
};

/** What Process rows can be ordered by. */
export type ProcessOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** How a question is answered. */
export type QuestionKind =
  /** By one or several of the options. */
  | 'CHOICE'
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

/** Work on a ticket. */
export type RecordEffortInput = {
  /** What was done. */
  readonly comment?: string | null | undefined;
  /** How long it took, in minutes. */
  readonly minutes: number;
  /** When it was done; now if not said. */
  readonly performedAt?: string | null | undefined;
  /** Who did it. */
  readonly person?: string | null | undefined;
  /** The team that did it. */
  readonly teamId?: string | null | undefined;
  /** The ticket that it went into. */
  readonly ticketId: string;
};

/** What a stream of a plugin yields. */
export type RecordKind =
  /** What monitoring has seen begin. */
  | 'ALERT'
  /** Things that run or carry what runs. */
  | 'ASSET'
  /** Change requests and deployments. */
  | 'CHANGE'
  /** Work booked on tickets. */
  | 'EFFORT'
  /** How two assets stand to each other. */
  | 'RELATION'
  /** What people answered. */
  | 'RESPONSE'
  /** Stretches of metrics. */
  | 'SAMPLES'
  /** Questionnaires. */
  | 'SURVEY'
  /** Incidents, requests, problems, tasks. */
  | 'TICKET';

/** Responses to one survey. */
export type RecordResponsesInput = {
  /** Up to 1,000 of them. */
  readonly responses: ReadonlyArray<ResponseInput>;
  /** The survey. */
  readonly surveyId: string;
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
  /** By its ServiceDependency rows: these conditions hold for at least one. */
  readonly member?: ServiceDependencyFilter | null | undefined;
  /** By minAvailable. */
  readonly minAvailable?: IntFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: RedundancyGroupFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<RedundancyGroupFilter> | null | undefined;
  /** By its service: there is one, and these conditions hold for it. */
  readonly service?: ServiceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
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
  /** What the respondent wrote beside. */
  readonly comment?: string | null | undefined;
  /** Who it was, so that two answers of one person count as one: a number or a pseudonym rather than a name. Only a hash of it is kept, and nobody can ask for it. */
  readonly respondent?: string | null | undefined;
  /** When it was handed in; now if not said. */
  readonly submittedAt?: string | null | undefined;
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

/** Which source to read again. */
export type ResumeSourceInput = {
  /** Which source. */
  readonly id: string;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Which delivery to try again. */
export type RetryDeliveryInput = {
  /** Which delivery. */
  readonly id: string;
};

/** One measurement. */
export type SampleInput = {
  /** When it was taken; one sample an instant. */
  readonly at: string;
  /** The metric. */
  readonly metricId: string;
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

/** A part of a source: a stream, or one scope of it. */
export type ScopeSelectionInput = {
  /** The scope, as the source calls it; every one if not said. */
  readonly scope?: string | null | undefined;
  /** The stream of the plugin. */
  readonly stream: string;
};

/** Whom to invite to what. */
export type SendSurveyInput = {
  /** The same key asks for the same thing, however often. If not said, the same input asks for the same thing. */
  readonly idempotencyKey?: string | null | undefined;
  /** Whom to invite: e-mail addresses. */
  readonly recipients: ReadonlyArray<string>;
  /** The survey, which must have come from a source. */
  readonly survey: string;
};

/** How the samples of one bucket become one value. */
export type SeriesAggregate =
  /** Their mean; of a ratio all good events by all events. */
  | 'AVG'
  /** How many there are. */
  | 'COUNT'
  /** By how much a counter grew from sample to sample, resets allowed for; before the first sample of the series there is none. */
  | 'INCREASE'
  /** The latest; of a ratio the latest quotient. */
  | 'LAST'
  /** The largest; of a ratio the largest quotient. */
  | 'MAX'
  /** The smallest; of a ratio the smallest quotient. */
  | 'MIN'
  /** Their sum; of a ratio the good events. */
  | 'SUM';

/** Conditions on a ServiceDependency; all that are given must hold, a comparison with an absent value does not. */
export type ServiceDependencyFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ServiceDependencyFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its group: there is one, and these conditions hold for it. */
  readonly group?: RedundancyGroupFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ServiceDependencyFilter | null | undefined;
  /** By its onAsset: there is one, and these conditions hold for it. */
  readonly onAsset?: AssetFilter | null | undefined;
  /** By its onService: there is one, and these conditions hold for it. */
  readonly onService?: ServiceFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ServiceDependencyFilter> | null | undefined;
  /** By its service: there is one, and these conditions hold for it. */
  readonly service?: ServiceFilter | null | undefined;
  /** By strength. */
  readonly strength?: FloatFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Conditions on a Service; all that are given must hold, a comparison with an absent value does not. */
export type ServiceFilter = {
  /** By its Alert rows: these conditions hold for at least one. */
  readonly alert?: AlertFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<ServiceFilter> | null | undefined;
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By its Change rows: these conditions hold for at least one. */
  readonly change?: ChangeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its ServiceDependency rows: these conditions hold for at least one. */
  readonly dependency?: ServiceDependencyFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly dependent?: ServiceFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly dependsOn?: ServiceFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: ServiceKindFilter | null | undefined;
  /** By lifecycle. */
  readonly lifecycle?: LifecycleFilter | null | undefined;
  /** By its Metric rows: these conditions hold for at least one. */
  readonly metric?: MetricFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: ServiceFilter | null | undefined;
  /** By its Objective rows: these conditions hold for at least one. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** By its ObjectiveServiceLink rows: these conditions hold for at least one. */
  readonly objectiveLink?: ObjectiveServiceLinkFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<ServiceFilter> | null | undefined;
  /** By its owner: there is one, and these conditions hold for it. */
  readonly owner?: TeamFilter | null | undefined;
  /** By its Process rows: these conditions hold for at least one. */
  readonly process?: ProcessFilter | null | undefined;
  /** By its RedundancyGroup rows: these conditions hold for at least one. */
  readonly redundancyGroup?: RedundancyGroupFilter | null | undefined;
  /** By its Survey rows: these conditions hold for at least one. */
  readonly survey?: SurveyFilter | null | undefined;
  /** By its Ticket rows: these conditions hold for at least one. */
  readonly ticket?: TicketFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
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
  /** What to order by. */
  readonly field: ServiceOrderField;
};

/** What Service rows can be ordered by. */
export type ServiceOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** All rules for a kind of asset. */
export type SetIdentificationRulesInput = {
  /** The kind of asset that it is for, e.g. server.virtual; * is any. */
  readonly assetKind: string;
  /** The rules; none leaves everything to what is built in. Up to 200. */
  readonly rules: ReadonlyArray<IdentificationRuleInput>;
};

/** All rules for a kind of asset. */
export type SetPrecedenceRulesInput = {
  /** The kind of asset that it is for, e.g. server.virtual; * is any. */
  readonly assetKind: string;
  /** The rules; none leaves everything to the precedence of the sources. Up to 1,000. */
  readonly rules: ReadonlyArray<PrecedenceRuleInput>;
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
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: SourceActionStatusFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** By url. */
  readonly url?: StringFilter | null | undefined;
};

/** Something that a plugin can do in its system. */
export type SourceActionName =
  /** Comment on a ticket. */
  | 'COMMENT'
  /** Make a ticket. */
  | 'CREATE_TICKET'
  /** Ask people to answer a survey. */
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

/** How far something is that is to be done in another system. */
export type SourceActionStatus =
  /** It could not be done; the error says why. Asked for again, it is tried again. */
  | 'FAILED'
  /** It waits for a process that works on it, or to be tried again. */
  | 'QUEUED'
  /** It is done. */
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

/** Whether a source can do what its plugin needs. */
export type SourceCheckStatus =
  /** It may not. */
  | 'MISSING_PERMISSION'
  /** It can. */
  | 'OK'
  /** The system does not answer. */
  | 'UNREACHABLE'
  /** It cannot; the detail says why. */
  | 'UNUSABLE';

/** Conditions on a Source; all that are given must hold, a comparison with an absent value does not. */
export type SourceFilter = {
  /** By its SourceAction rows: these conditions hold for at least one. */
  readonly action?: SourceActionFilter | null | undefined;
  /** By its Alert rows: these conditions hold for at least one. */
  readonly alert?: AlertFilter | null | undefined;
  /** By allowPrivateHosts. */
  readonly allowPrivateHosts?: BooleanFilter | null | undefined;
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SourceFilter> | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its DeadLetter rows: these conditions hold for at least one. */
  readonly deadLetter?: DeadLetterFilter | null | undefined;
  /** By deletionCheckIntervalSeconds. */
  readonly deletionCheckIntervalSeconds?: IntFilter | null | undefined;
  /** By its WebhookDelivery rows: these conditions hold for at least one. */
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
  /** By its SyncRun rows: these conditions hold for at least one. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By schedule. */
  readonly schedule?: StringFilter | null | undefined;
  /** By its SourceScope rows: these conditions hold for at least one. */
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

/** Who says what a source is. */
export type SourceManager =
  /** Whoever may change it, through the API or the command line. */
  | 'API'
  /** The configuration file of the server, and nobody else. */
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
  /** What to order by. */
  readonly field: SourceOrderField;
};

/** What Source rows can be ordered by. */
export type SourceOrderField =
  /** By when it was made. */
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
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By state. */
  readonly state?: SourceScopeStateFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
  /** By succeededAt. */
  readonly succeededAt?: DateTimeFilter | null | undefined;
  /** By title. */
  readonly title?: StringFilter | null | undefined;
};

/** How the last reading of a part ended. */
export type SourceScopeState =
  /** It broke off; the next reading goes on. */
  | 'FAILED'
  /** The part does not exist any more; what it told stays. */
  | 'GONE'
  /** Well, or it is being read for the first time. */
  | 'OK';

/** Conditions on a SourceScopeState; all that are given must hold. */
export type SourceScopeStateFilter = {
  /** Equal to this value. */
  readonly eq?: SourceScopeState | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<SourceScopeState> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** A secret that is handed in: it is encrypted for this source and never shown again. A reference, env:NAME or file:/path, belongs into config instead. */
export type SourceSecretInput = {
  /** The setting it is for, names with dots between them. */
  readonly field: string;
  /** The secret itself. */
  readonly value: string;
};

/** Whether a source is read. */
export type SourceStatus =
  /** It is. */
  | 'ACTIVE'
  /** It is not, until somebody puts right what the reason says. */
  | 'PAUSED'
  /** It is not: its plugin could not be loaded, hung, or took too much memory. The reason says which. */
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

/** What a stream lists, and what it means that something is absent. */
export type StreamMode =
  /** What was added since the last time; it never changes. */
  | 'APPEND'
  /** What was changed since the last time. */
  | 'INCREMENTAL'
  /** Everything: what is absent is gone. */
  | 'SNAPSHOT';

/** Conditions on a text; all that are given must hold. */
export type StringFilter = {
  /** Contains this text; upper and lower case of ASCII letters are alike. */
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
  /** Begins with this text; upper and lower case of ASCII letters are alike. */
  readonly startsWith?: string | null | undefined;
};

/** Conditions on a Survey; all that are given must hold, a comparison with an absent value does not. */
export type SurveyFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<SurveyFilter> | null | undefined;
  /** By closesAt. */
  readonly closesAt?: DateTimeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** This must not hold. */
  readonly not?: SurveyFilter | null | undefined;
  /** By opensAt. */
  readonly opensAt?: DateTimeFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<SurveyFilter> | null | undefined;
  /** By removedAtSource. */
  readonly removedAtSource?: DateTimeFilter | null | undefined;
  /** By its SurveyResponse rows: these conditions hold for at least one. */
  readonly response?: SurveyResponseFilter | null | undefined;
  /** By scoredQuestionKey. */
  readonly scoredQuestionKey?: StringFilter | null | undefined;
  /** By its service: there is one, and these conditions hold for it. */
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

/** One key to order Survey rows by; the id decides between equals. */
export type SurveyOrder = {
  /** Which end comes first. */
  readonly direction?: OrderDirection;
  /** What to order by. */
  readonly field: SurveyOrderField;
};

/** What Survey rows can be ordered by. */
export type SurveyOrderField =
  /** By when it closes; those without a date count as last. */
  | 'CLOSES_AT'
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By when it opens; those without a date count as last. */
  | 'OPENS_AT'
  /** By title. */
  | 'TITLE'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** One question of a survey. */
export type SurveyQuestionInput = {
  /** What answers name it by; unique within the survey. */
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
  /** By its survey: there is one, and these conditions hold for it. */
  readonly survey?: SurveyFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

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
  /** By its run: there is one, and these conditions hold for it. */
  readonly run?: SyncRunFilter | null | undefined;
  /** By scope. */
  readonly scope?: StringFilter | null | undefined;
  /** By stream. */
  readonly stream?: StringFilter | null | undefined;
};

/** What a run would do with a record. */
export type SyncDifferenceOutcome =
  /** It would be new. */
  | 'ADDED'
  /** It would say something else than before. */
  | 'CHANGED'
  /** It could not be used; the message says why. */
  | 'REJECTED'
  /** It would end, since a complete listing does not hold it. */
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
  /** By its DeadLetter rows: these conditions hold for at least one. */
  readonly deadLetter?: DeadLetterFilter | null | undefined;
  /** By its SyncDifference rows: these conditions hold for at least one. */
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
  /** By its source: there is one, and these conditions hold for it. */
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
  /** Everything is read and tried, and nothing kept but what would be different. */
  | 'DRY_RUN'
  /** From the start, whatever was read before. */
  | 'FULL'
  /** From where the last reading ended. */
  | 'INCREMENTAL'
  /** What is stored is mapped again; the other system is not asked. */
  | 'REPLAY'
  /** What was set aside and is still open is tried again. */
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
  /** What to order by. */
  readonly field: SyncRunOrderField;
};

/** What SyncRun rows can be ordered by. */
export type SyncRunOrderField =
  /** By when it began. */
  | 'STARTED_AT';

/** How far a run has come, or how it ended. */
export type SyncRunStatus =
  /** Stopped by somebody; what the pages before held is stored. */
  | 'CANCELLED'
  /** Broke off; what the pages before held is stored, and nothing was retired. */
  | 'FAILED'
  /** Read to the end, but too much would have been retired: nothing was. */
  | 'NEEDS_APPROVAL'
  /** Waiting for a process that works on it. */
  | 'QUEUED'
  /** Broken off by something that may pass; it goes on where it stood at retryAt. */
  | 'RETRY_SCHEDULED'
  /** Still reading. */
  | 'RUNNING'
  /** Read to the end. */
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

/** What a run came of. */
export type SyncRunTrigger =
  /** A command, which carried it out itself. */
  | 'CLI'
  /** Somebody asked for it. */
  | 'MANUAL'
  /** The records themselves were sent, by the other system or through the API. */
  | 'PUSH'
  /** The time of the source had come. */
  | 'SCHEDULE'
  /** The other system told of news, which had to be read. */
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

/** Which source to read, and how. */
export type SyncSourceInput = {
  /** Lets a listing retire more than a fifth of what was there, or all of it. */
  readonly approveRetirement?: boolean | null | undefined;
  /** Which source. */
  readonly id: string;
  /** How; NORMAL if not said. */
  readonly mode?: SyncRunMode | null | undefined;
  /** Which parts; everything if not said. */
  readonly selection?: ReadonlyArray<ScopeSelectionInput> | null | undefined;
};

/** Conditions on a Team; all that are given must hold, a comparison with an absent value does not. */
export type TeamFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<TeamFilter> | null | undefined;
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By its Ticket rows: these conditions hold for at least one. */
  readonly assignedTicket?: TicketFilter | null | undefined;
  /** By its Change rows: these conditions hold for at least one. */
  readonly change?: ChangeFilter | null | undefined;
  /** By contact. */
  readonly contact?: StringFilter | null | undefined;
  /** By costCentre. */
  readonly costCentre?: StringFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By its Effort rows: these conditions hold for at least one. */
  readonly effort?: EffortFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By kind. */
  readonly kind?: TeamKindFilter | null | undefined;
  /** By name. */
  readonly name?: StringFilter | null | undefined;
  /** This must not hold. */
  readonly not?: TeamFilter | null | undefined;
  /** By its Objective rows: these conditions hold for at least one. */
  readonly objective?: ObjectiveFilter | null | undefined;
  /** At least one of these must hold; an empty list matches nothing. */
  readonly or?: ReadonlyArray<TeamFilter> | null | undefined;
  /** By its Process rows: these conditions hold for at least one. */
  readonly process?: ProcessFilter | null | undefined;
  /** By its Ticket rows: these conditions hold for at least one. */
  readonly requestedTicket?: TicketFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By updatedAt. */
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Which side of the house a team is on. */
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
  /** What to order by. */
  readonly field: TeamOrderField;
};

/** What Team rows can be ordered by. */
export type TeamOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** Which source to try. */
export type TestSourceInput = {
  /** Which source. */
  readonly id: string;
};

/** Conditions on a Ticket; all that are given must hold, a comparison with an absent value does not. */
export type TicketFilter = {
  /** All of these must hold. */
  readonly and?: ReadonlyArray<TicketFilter> | null | undefined;
  /** By its Asset rows: these conditions hold for at least one. */
  readonly asset?: AssetFilter | null | undefined;
  /** By assignee. */
  readonly assignee?: StringFilter | null | undefined;
  /** By its assigneeTeam: there is one, and these conditions hold for it. */
  readonly assigneeTeam?: TeamFilter | null | undefined;
  /** By causeConfidence. */
  readonly causeConfidence?: FloatFilter | null | undefined;
  /** By causeMethod. */
  readonly causeMethod?: CauseMethodFilter | null | undefined;
  /** By its causedByChange: there is one, and these conditions hold for it. */
  readonly causedByChange?: ChangeFilter | null | undefined;
  /** By createdAt. */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** By description. */
  readonly description?: StringFilter | null | undefined;
  /** By dueAt. */
  readonly dueAt?: DateTimeFilter | null | undefined;
  /** By its Effort rows: these conditions hold for at least one. */
  readonly effort?: EffortFilter | null | undefined;
  /** By effortMinutes. */
  readonly effortMinutes?: IntFilter | null | undefined;
  /** By its ExternalReference rows: these conditions hold for at least one. */
  readonly externalReference?: ExternalReferenceFilter | null | undefined;
  /** By id. */
  readonly id?: IdFilter | null | undefined;
  /** By impact. */
  readonly impact?: IntFilter | null | undefined;
  /** By kind. */
  readonly kind?: TicketKindFilter | null | undefined;
  /** This must not hold. */
  readonly not?: TicketFilter | null | undefined;
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
  /** By its requesterTeam: there is one, and these conditions hold for it. */
  readonly requesterTeam?: TeamFilter | null | undefined;
  /** By resolvedAt. */
  readonly resolvedAt?: DateTimeFilter | null | undefined;
  /** By its Service rows: these conditions hold for at least one. */
  readonly service?: ServiceFilter | null | undefined;
  /** By sourceState. */
  readonly sourceState?: StringFilter | null | undefined;
  /** By state. */
  readonly state?: TicketStateFilter | null | undefined;
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
  /** What to order by. */
  readonly field: TicketOrderField;
};

/** What Ticket rows can be ordered by. */
export type TicketOrderField =
  /** By when it was first stored. */
  | 'CREATED_AT'
  /** By when it is due; those that are not due count as last. */
  | 'DUE_AT'
  /** By when it was opened. */
  | 'OPENED_AT'
  /** By priority, the highest (1) first; those without one count as last. */
  | 'PRIORITY'
  /** By when it was resolved; those that are not count as last. */
  | 'RESOLVED_AT'
  /** By title. */
  | 'TITLE'
  /** By when it last changed. */
  | 'UPDATED_AT';

/** How far a ticket has come, whatever its source calls that. */
export type TicketState =
  /** Given up. */
  | 'CANCELLED'
  /** Done for good. */
  | 'CLOSED'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Waits for something or somebody. */
  | 'ON_HOLD'
  /** Nobody works on it yet. */
  | 'OPEN'
  /** Done, but may be opened again. */
  | 'RESOLVED';

/** Conditions on a TicketState; all that are given must hold. */
export type TicketStateFilter = {
  /** Equal to this value. */
  readonly eq?: TicketState | null | undefined;
  /** Equal to one of these values; an empty list matches nothing. */
  readonly in?: ReadonlyArray<TicketState> | null | undefined;
  /** True: absent. False: present. */
  readonly isNull?: boolean | null | undefined;
};

/** What to unlink from an Alert. */
export type UnlinkAlertInput = {
  /** Assets it is about; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Alert. */
  readonly id: string;
  /** Services it is about; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** Which dependencies to remove. */
export type UnlinkAssetsFromServiceInput = {
  /** The assets that it needed; up to 1,000. */
  readonly assetIds: ReadonlyArray<string>;
  /** The service that needed them. */
  readonly serviceId: string;
};

/** Which relation to remove. */
export type UnlinkAssetsInput = {
  /** The asset that it was said of. */
  readonly fromId: string;
  /** How the first stood to the other. */
  readonly kind: AssetRelationKind;
  /** The other one. */
  readonly toId: string;
};

/** What to unlink from a Change. */
export type UnlinkChangeInput = {
  /** Assets it touches; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Change. */
  readonly id: string;
  /** Services it touches; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** What to unlink from a Process. */
export type UnlinkProcessInput = {
  /** The Process. */
  readonly id: string;
  /** Objectives it supports; up to 1,000. */
  readonly objectiveIds?: ReadonlyArray<string> | null | undefined;
  /** Services it uses; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** Which link to remove. */
export type UnlinkServiceFromObjectiveInput = {
  /** The objective. */
  readonly objectiveId: string;
  /** The service. */
  readonly serviceId: string;
};

/** Which dependency to remove. */
export type UnlinkServiceFromServiceInput = {
  /** The service that it needed. */
  readonly dependsOnId: string;
  /** The service that needed the other. */
  readonly serviceId: string;
};

/** What to unlink from a Ticket. */
export type UnlinkTicketInput = {
  /** Assets it is about; up to 1,000. */
  readonly assetIds?: ReadonlyArray<string> | null | undefined;
  /** The Ticket. */
  readonly id: string;
  /** Services it is about; up to 1,000. */
  readonly serviceIds?: ReadonlyArray<string> | null | undefined;
};

/** Which merges to undo. */
export type UnmergeAssetsInput = {
  /** The assets that were merged into another; up to 100. Later merges go first. */
  readonly duplicates: ReadonlyArray<string>;
};

/** Changes to an Asset. */
export type UpdateAssetInput = {
  /** What else is known of it: an object. What is said here wins over every source; a null in it leaves that attribute to the sources. */
  readonly attributes?: unknown;
  /** What it costs a month; with costCurrency. */
  readonly costAmount?: string | null | undefined;
  /** ISO 4217, e.g. EUR; with costAmount. */
  readonly costCurrency?: string | null | undefined;
  /** Where it belongs, e.g. production; null leaves it to the sources. */
  readonly environment?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** What it is, e.g. server.virtual. */
  readonly kind?: string | null | undefined;
  /** Free labels: an object of texts. What is said here wins over every source; a null in it leaves that label to the sources. */
  readonly labels?: unknown;
  /** Where it stands in its life; LIVE if not said. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name. */
  readonly name?: string | null | undefined;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a Change. */
export type UpdateChangeInput = {
  /** How it is taken back. */
  readonly backoutPlan?: string | null | undefined;
  /** What is changed and why, at length. */
  readonly description?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** How it is done. */
  readonly implementationPlan?: string | null | undefined;
  /** The team that carries it out. */
  readonly implementingTeamId?: string | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The end of the planned window; not part of it. */
  readonly plannedEnd?: string | null | undefined;
  /** The start of the planned window. */
  readonly plannedStart?: string | null | undefined;
  /** Who asked for it. */
  readonly requester?: string | null | undefined;
  /** What is changed, in one line. */
  readonly title?: string | null | undefined;
  /** How it comes to be allowed. */
  readonly type?: ChangeType | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a KeyResult. */
export type UpdateKeyResultInput = {
  /** The value now, entered by hand. */
  readonly current?: number | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** The metric whose latest sample is its current value. */
  readonly metricId?: string | null | undefined;
  /** The objective it belongs to. */
  readonly objectiveId?: string | null | undefined;
  /** The value it starts from. */
  readonly start?: number | null | undefined;
  /** The value to reach. */
  readonly target?: number | null | undefined;
  /** What is measured. */
  readonly title?: string | null | undefined;
  /** The unit of its values, e.g. %, EUR, days. */
  readonly unit?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
  /** What it counts beside the others; 1 if not said. */
  readonly weight?: number | null | undefined;
};

/** Changes to a Metric. */
export type UpdateMetricInput = {
  /** The asset it is measured of. */
  readonly assetId?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** How its samples are to be read. */
  readonly kind?: MetricKind | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** What is measured; unique for its subject. */
  readonly name?: string | null | undefined;
  /** The objective it is measured of. */
  readonly objectiveId?: string | null | undefined;
  /** The service it is measured of. */
  readonly serviceId?: string | null | undefined;
  /** The unit of its values; 1 for a plain number or share. */
  readonly unit?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to an Objective. */
export type UpdateObjectiveInput = {
  /** What the business gains by it. */
  readonly benefit?: string | null | undefined;
  /** The same at length. */
  readonly description?: string | null | undefined;
  /** The last day of its period. */
  readonly endsOn?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
  /** The objective that it is a part of. */
  readonly parentId?: string | null | undefined;
  /** The first day of its period. */
  readonly startsOn?: string | null | undefined;
  /** How far it has come; DRAFT if not said. */
  readonly status?: ObjectiveStatus | null | undefined;
  /** What is to be reached. */
  readonly title?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
  /** What it is worth beside its siblings; 1 if not said. */
  readonly weight?: number | null | undefined;
};

/** Changes to a Process. */
export type UpdateProcessInput = {
  /** What is done, at length. */
  readonly description?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The name, unique among processes. */
  readonly name?: string | null | undefined;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a RedundancyGroup. */
export type UpdateRedundancyGroupInput = {
  /** Which one to change. */
  readonly id: string;
  /** How many members must hold; 1 if not said. */
  readonly minAvailable?: number | null | undefined;
  /** The name, unique within the service. */
  readonly name?: string | null | undefined;
  /** The service that needs the group. */
  readonly serviceId?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a Service. */
export type UpdateServiceInput = {
  /** What it does and for whom. */
  readonly description?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** Business or technical. */
  readonly kind?: ServiceKind | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** Where it stands in its life; LIVE if not said. */
  readonly lifecycle?: Lifecycle | null | undefined;
  /** The name, unique among services. */
  readonly name?: string | null | undefined;
  /** The team that answers for it. */
  readonly ownerId?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a source. */
export type UpdateSourceInput = {
  /** Lets its plugin call addresses of private networks; false if not said. */
  readonly allowPrivateHosts?: boolean | null | undefined;
  /** The settings of the plugin; plugins { configSchema } says which there are. It replaces all of it. */
  readonly config?: unknown;
  /** Seconds between two times that a source which tells of changes alone is asked for all that it holds; a day if not said. */
  readonly deletionCheckIntervalSeconds?: number | null | undefined;
  /** Which source. */
  readonly id: string;
  /** An http or https address to read, for a plugin that reads files. */
  readonly input?: string | null | undefined;
  /** Where sources disagree about an attribute, the smaller number wins: 1 to 1000, 100 if not said. */
  readonly precedence?: number | null | undefined;
  /** Seconds for which what is missing from a complete listing is waited for before its claim ends; 0 if not said. */
  readonly retirementGraceSeconds?: number | null | undefined;
  /** When it is read, as a cron expression of five fields, e.g. *\/15 * * * *; null: only when asked to. */
  readonly schedule?: string | null | undefined;
  /** Secrets that are handed in; config then needs no entry for them. */
  readonly secrets?: ReadonlyArray<SourceSecretInput> | null | undefined;
  /** The time zone of the schedule, e.g. Europe/Oslo; UTC if not said. */
  readonly timeZone?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a Survey. */
export type UpdateSurveyInput = {
  /** Until when it can be answered. */
  readonly closesAt?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** From when on it can be answered. */
  readonly opensAt?: string | null | undefined;
  /** What it asks, in its order; up to 500. */
  readonly questions?: ReadonlyArray<SurveyQuestionInput> | null | undefined;
  /** The key of the question that the score is taken from. */
  readonly scoredQuestionKey?: string | null | undefined;
  /** The service that it asks about; the organisation if not said. */
  readonly serviceId?: string | null | undefined;
  /** What it measures. */
  readonly template?: SurveyTemplate | null | undefined;
  /** What it is called. */
  readonly title?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a Team. */
export type UpdateTeamInput = {
  /** How to reach it. */
  readonly contact?: string | null | undefined;
  /** Where its costs are booked. */
  readonly costCentre?: string | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** Business or IT. */
  readonly kind?: TeamKind | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** The name, unique among teams. */
  readonly name?: string | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
  readonly version?: number | null | undefined;
};

/** Changes to a Ticket. */
export type UpdateTicketInput = {
  /** Who works on it. */
  readonly assignee?: string | null | undefined;
  /** The team that works on it. */
  readonly assigneeTeamId?: string | null | undefined;
  /** How sure it is that this change caused it, from 0 to 1; 1 if not said. */
  readonly causeConfidence?: number | null | undefined;
  /** The change that caused it. */
  readonly causedByChangeId?: string | null | undefined;
  /** The same at length. */
  readonly description?: string | null | undefined;
  /** By when it is to be done. */
  readonly dueAt?: string | null | undefined;
  /** What it took as a whole, in minutes; counts where no effort is recorded piece by piece. */
  readonly effortMinutes?: number | null | undefined;
  /** Which one to change. */
  readonly id: string;
  /** How much it touches, from 1 (most) to 3. */
  readonly impact?: number | null | undefined;
  /** What it asks for. */
  readonly kind?: TicketKind | null | undefined;
  /** Free labels: an object of texts. */
  readonly labels?: unknown;
  /** When it was opened; now if not said. */
  readonly openedAt?: string | null | undefined;
  /** From 1 (highest) to 5. */
  readonly priority?: number | null | undefined;
  /** Who asked for it. */
  readonly requester?: string | null | undefined;
  /** The team that asked for it. */
  readonly requesterTeamId?: string | null | undefined;
  /** When it was resolved. */
  readonly resolvedAt?: string | null | undefined;
  /** How far it has come; OPEN if not said. */
  readonly state?: TicketState | null | undefined;
  /** What it is about, in one line. */
  readonly title?: string | null | undefined;
  /** How soon it has to be done, from 1 (at once) to 3. */
  readonly urgency?: number | null | undefined;
  /** The version you have seen: refused when it is no longer the current one. */
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
  /** By its source: there is one, and these conditions hold for it. */
  readonly source?: SourceFilter | null | undefined;
  /** By status. */
  readonly status?: WebhookDeliveryStatusFilter | null | undefined;
};

/** What became of something that a system sent. */
export type WebhookDeliveryStatus =
  /** Nothing could be made of it; the error says why. */
  | 'FAILED'
  /** It is stored and waits for a process that works on it. */
  | 'PENDING'
  /** What it brought is in the graph, or is being read. */
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
